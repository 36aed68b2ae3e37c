package io.skillmill.cli.command;

import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.SelectionOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cancels tasks that are not finished. */
@Command(
    name = "cancel",
    description = "Cancel tasks that wait or run; results that still come in are refused.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill cancel 42 43",
      "  skillmill cancel --queue nightly",
      "  skillmill cancel --all"
    })
final class CancelCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final SelectionOption selection = new SelectionOption();

  CancelCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (var store = session.existingStore()) {
      int cancelled = store.cancel(selection.in(store));
      if (json.wanted()) {
        session.terminal().json(Json.object().put("cancelled", cancelled));
      } else {
        session.terminal().line("%d live tasks were cancelled".formatted(cancelled));
      }
      return 0;
    }
  }
}
