package io.skillmill.coordination.intake;

import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.skill.Sha256;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.util.Optional;

/**
 * Turns sources into tasks: picks the parser, makes the key under which equal work is found again,
 * and sets the terms. Immutable and thread-safe.
 *
 * <pre>{@code
 * var intake = Intake.of(parsers, Intake.Order.of(TaskType.PARSE));
 * switch (intake.take("skills/pdf", source)) {
 *   case Intake.Taken(var task) -> batch.add(task);
 *   case Intake.Refused(var path, var reason) -> err.println(path + ": " + reason);
 * }
 * }</pre>
 */
public final class Intake {

  /**
   * What is wanted for every source of a batch.
   *
   * @param type what to do with it
   * @param parser the parser to use; empty for the one that fits best
   * @param terms queue, priority, delay and limits
   * @param force whether to run it where a finished task could answer
   */
  public record Order(TaskType type, Optional<String> parser, NewTask.Terms terms, boolean force) {

    public static Order of(TaskType type) {
      return new Order(type, Optional.empty(), NewTask.Terms.DEFAULT, false);
    }

    public Order withParser(String name) {
      return new Order(type, Optional.of(name), terms, force);
    }

    public Order on(NewTask.Terms newTerms) {
      return new Order(type, parser, newTerms, force);
    }

    public Order forced(boolean newForce) {
      return new Order(type, parser, terms, newForce);
    }
  }

  /** What became of a source. */
  public sealed interface Answer {}

  /** A task that can be enqueued. */
  public record Taken(NewTask task) implements Answer {}

  /** No task can be made of it. */
  public record Refused(String path, String reason) implements Answer {}

  private final Parsers parsers;
  private final Order order;
  private final Optional<SkillParser> asked;

  private Intake(Parsers parsers, Order order) {
    this.parsers = parsers;
    this.order = order;
    this.asked = order.parser().map(parsers::known);
  }

  /**
   * An intake that takes every source on the same order.
   *
   * @throws io.skillmill.schema.problem.ProblemException of kind {@code USAGE} where the order asks
   *     for a parser that is not there
   */
  public static Intake of(Parsers parsers, Order order) {
    return new Intake(parsers, order);
  }

  /**
   * Makes the task for one source.
   *
   * @param path where it was found, for people
   */
  public Answer take(String path, SkillSource source) {
    var parser = asked.or(() -> parsers.best(source));
    if (parser.isEmpty()) {
      return new Refused(
          path, "no parser fits it; name one with --parser, one of: %s".formatted(parsers.names()));
    }
    return new Taken(task(path, source, parser.get()));
  }

  private NewTask task(String path, SkillSource source, SkillParser parser) {
    return new NewTask(
        order.type(),
        path,
        Optional.of(source),
        Optional.of(new NewTask.ParserRef(parser.name(), parser.version())),
        order.terms(),
        Optional.of(key(source, parser)),
        order.force());
  }

  /** The parser's version is in it, so that a better parser makes kept results expire. */
  private String key(SkillSource source, SkillParser parser) {
    return new Sha256()
        .part(source.contentHash())
        .part(parser.name())
        .part(parser.version())
        .part(order.type().word())
        .hex();
  }
}
