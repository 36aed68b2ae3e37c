package io.skillmill.cli.command;

import io.skillmill.cli.run.RunInputs;
import io.skillmill.coordination.skills.queued.QueuedRuns;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.NewTask;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A skill to be run instead of skills to be read. */
final class RunOptions {

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "Run this hosted skill, instead of reading skills from paths.")
  private @Nullable String skill;

  @Option(
      names = "--input",
      paramLabel = "JSON",
      description =
          "The input of a run: a JSON object, @FILE or - with one, or with one a line. May be given"
              + " several times, for as many runs. Default: {}.")
  private final List<String> inputs = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Run it once for this key: a finished run answers for the next.")
  private @Nullable String key;

  @Option(
      names = "--credential",
      paramLabel = "NAME",
      description = {
        "The run is to have this credential, which a worker has by 'skillmill work --credential'.",
        "The store keeps its name alone. May be given several times."
      })
  private final List<String> credentials = new ArrayList<>();

  /** Whether a skill is to be run; refuses what goes with neither. */
  boolean wanted(List<String> paths) {
    if (skill == null && (key != null || !inputs.isEmpty() || !credentials.isEmpty())) {
      throw Problem.usage(
              "--input, --key and --credential are for runs", "Say which skill with --run NAME")
          .asException();
    }
    if (skill != null && !paths.isEmpty()) {
      throw Problem.usage(
              "--run NAME reads no paths, so '%s' means nothing".formatted(paths.getFirst()),
              "Leave one of them out; inputs are given by --input")
          .asException();
    }
    if (skill == null && paths.isEmpty()) {
      throw Problem.usage(
              "There is nothing to enqueue", "Name a directory or a file, or a skill with --run")
          .asException();
    }
    return skill != null;
  }

  /** A task for each input. */
  List<NewTask> tasks(NewTask.Terms terms, boolean force, InputStream in) {
    String name = String.valueOf(skill);
    var all = RunInputs.read(inputs, in);
    if (key != null && all.size() > 1) {
      throw Problem.usage(
              "--key %s stands for one run, not for %d".formatted(key, all.size()),
              "Give each input a key of its own, in a call of its own")
          .asException();
    }
    return all.stream()
        .map(input -> new QueuedRuns.Order(name, input, credentials))
        .map(order -> QueuedRuns.task(order, Optional.ofNullable(key), terms))
        .map(task -> force ? task.forced() : task)
        .toList();
  }
}
