package io.skillmill.cli.command;

import io.skillmill.cli.render.JsonViews;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.TaskFilterOption;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All results, one JSON object on each line. */
@Command(
    name = "export",
    description = "Write results as JSON lines, oldest task first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill export > results.jsonl",
      "  skillmill export --state failed -o failed.jsonl",
      "  skillmill export | jq -r '.result.meta.name'"
    })
final class ExportCommand implements Callable<Integer> {

  private static final int PAGE_TASKS = 500;

  private final Session session;
  @Mixin private final TaskFilterOption filter = new TaskFilterOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write here instead; the file appears once it is whole.")
  private @Nullable Path output;

  ExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (var store = session.existingStore()) {
      if (output == null) {
        export(store, session.terminal()::line);
      } else {
        exportTo(output, store);
      }
      return 0;
    }
  }

  /** Takes one line of the export. */
  private interface LineSink {
    void accept(String line) throws IOException;
  }

  private void exportTo(Path file, SkillStore store) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      long lines;
      try (var writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
        lines = export(store, line -> writer.append(line).append('\n'));
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      session.terminal().note("Wrote %d results to %s".formatted(lines, file));
    } catch (IOException e) {
      throw unwritable(file.toString(), e);
    }
  }

  private long export(SkillStore store, LineSink sink) {
    var page = filter.filter(Set.of(TaskState.COMPLETED, TaskState.FAILED)).limit(PAGE_TASKS);
    long lines = 0;
    for (List<Task> tasks = store.tasks(page); !tasks.isEmpty(); tasks = store.tasks(page)) {
      for (var task : tasks) {
        lines += exportOne(store, task, sink);
      }
      page = page.after(tasks.getLast().taskId());
    }
    return lines;
  }

  private static int exportOne(SkillStore store, Task task, LineSink sink) {
    var result = store.result(task.taskId());
    if (result.isEmpty()) {
      return 0;
    }
    try {
      sink.accept(JsonViews.resultLine(result.get(), task.state()));
      return 1;
    } catch (IOException e) {
      throw unwritable("the export", e);
    }
  }

  private static RuntimeException unwritable(String what, IOException e) {
    return Problem.failed(
            "Could not write %s: %s".formatted(what, e.getMessage()),
            "Check that the folder is there, may be written and has room")
        .causedBy(e);
  }
}
