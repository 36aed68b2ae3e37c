package io.skillmill.cli.command;

import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.QueueNames;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Holds queues back. */
@Command(
    name = "pause",
    description = "Hold back the tasks of a queue; those that run go on.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill pause nightly", "  skillmill pause nightly default --json"})
final class PauseCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "QUEUE", arity = "1..*", description = "The queue's name.")
  private final List<String> queues = new ArrayList<>();

  PauseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    QueueNames.check(queues);
    try (var store = session.store()) {
      queues.forEach(store::pause);
    }
    if (json.wanted()) {
      var report = Json.object();
      var names = report.putArray("paused");
      queues.forEach(names::add);
      session.terminal().json(report);
    } else {
      queues.forEach(queue -> session.terminal().line("paused " + queue));
    }
    return 0;
  }
}
