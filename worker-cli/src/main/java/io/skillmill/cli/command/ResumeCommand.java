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

/** Lets paused queues go on. */
@Command(
    name = "resume",
    description = "Let the tasks of a paused queue be claimed again.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill resume nightly", "  skillmill resume nightly default --json"})
final class ResumeCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "QUEUE", arity = "1..*", description = "The queue's name.")
  private final List<String> queues = new ArrayList<>();

  ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    QueueNames.check(queues);
    try (var store = session.store()) {
      queues.forEach(store::resume);
    }
    if (json.wanted()) {
      var report = Json.object();
      var names = report.putArray("resumed");
      queues.forEach(names::add);
      session.terminal().json(report);
    } else {
      queues.forEach(queue -> session.terminal().line("resumed " + queue));
    }
    return 0;
  }
}
