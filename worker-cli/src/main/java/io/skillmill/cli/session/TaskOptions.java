package io.skillmill.cli.session;

import io.skillmill.parsers.Parsers;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.NewTask.Terms;
import io.skillmill.schema.task.TaskType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What new tasks are to be: their type, parser and terms. */
public final class TaskOptions {

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "parse",
      description = "What to do with each source: parse (default), validate or analyze.")
  private TaskType type = TaskType.PARSE;

  @Option(
      names = "--parser",
      paramLabel = "NAME",
      description = "Use this parser instead of the one that fits best.")
  private @Nullable String parser;

  @Option(
      names = "--queue",
      paramLabel = "QUEUE",
      defaultValue = Terms.QUEUE,
      description = "The queue the tasks stand in. Default: ${DEFAULT-VALUE}.")
  private String queue = Terms.QUEUE;

  @Option(
      names = "--priority",
      paramLabel = "N",
      defaultValue = "0",
      description = "Higher goes first within a queue. Default: ${DEFAULT-VALUE}.")
  private int priority;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "How often a broken task is tried. Default: ${DEFAULT-VALUE}.")
  private int maxAttempts;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long one attempt may take. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Terms.TIMEOUT;

  @Option(names = "--force", description = "Do the work even where an earlier result would answer.")
  private boolean force;

  /** With the store's own number of attempts. */
  public TaskOptions() {
    this(Terms.MAX_ATTEMPTS);
  }

  /** With so many attempts unless told otherwise. */
  public TaskOptions(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  public TaskType type() {
    if (type == TaskType.RUN) {
      throw Problem.usage(
              "A source cannot be run", "Run hosted skills with 'skillmill enqueue --run NAME'")
          .asException();
    }
    return type;
  }

  public Optional<String> parser() {
    return Optional.ofNullable(parser);
  }

  /** Those that decide which files are sources: the one asked for, or all. */
  public Parsers among(Parsers all) {
    return parser().map(name -> Parsers.of(all.known(name))).orElse(all);
  }

  public boolean force() {
    return force;
  }

  /** Queue, priority and limits, with a delay. */
  public Terms terms(Duration delay) {
    try {
      return new Terms(queue, priority, delay, maxAttempts, timeout);
    } catch (IllegalArgumentException e) {
      throw Problem.usage(String.valueOf(e.getMessage()), "Change that option").causedBy(e);
    }
  }
}
