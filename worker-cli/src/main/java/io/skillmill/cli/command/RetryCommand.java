package io.skillmill.cli.command;

import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.SelectionOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Offers failed and cancelled tasks again. */
@Command(
    name = "retry",
    description = "Put failed and cancelled tasks back in their queues with all their attempts.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill retry 42 43",
      "  skillmill retry --queue nightly",
      "  skillmill retry --all"
    })
final class RetryCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final SelectionOption selection = new SelectionOption();

  RetryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (var store = session.existingStore()) {
      int retried = store.retry(selection.in(store));
      if (json.wanted()) {
        session.terminal().json(Json.object().put("retried", retried));
      } else {
        session
            .terminal()
            .line("%d failed or cancelled tasks went back to their queues".formatted(retried));
      }
      return 0;
    }
  }
}
