package io.skillmill.coordination.skills.generating;

import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.skills.Budget;
import io.skillmill.coordination.skills.hosting.Trial;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Has a model write skills. What it writes is tried as whatever is registered is: its declaration
 * is read, its code loaded, its examples run within bounds; what it calls must be there and lead
 * back to nothing. What is wrong is told to the model, which has so many attempts. What is right is
 * kept as a draft, which nobody can call. Thread-safe.
 *
 * <pre>{@code
 * var generator = Generator.of(model, registrar, Drafts.on(database));
 * switch (generator.generate(SkillWish.of("the area of a circle", none, none), "me")) { … }
 * }</pre>
 */
public final class Generator {

  /** How often a model may write one skill. */
  public static final int ATTEMPTS_MAX = 3;

  /** How long everything may take, but for the examples of an attempt that has begun. */
  private static final Duration TIME_MAX = Duration.ofMinutes(5);

  private static final Duration EXAMPLE_MAX = Duration.ofSeconds(10);
  private static final int EXAMPLE_CALLS_MAX = 50;

  private final ChatModel model;
  private final Registrar registrar;
  private final Drafts drafts;

  private Generator(ChatModel model, Registrar registrar, Drafts drafts) {
    this.model = model;
    this.registrar = registrar;
    this.drafts = drafts;
  }

  public static Generator of(ChatModel model, Registrar registrar, Drafts drafts) {
    return new Generator(model, registrar, drafts);
  }

  /**
   * Has a skill written.
   *
   * @param by who wishes it, for the history
   */
  public Generated generate(SkillWish wish, String by) throws InterruptedException {
    long until = System.nanoTime() + TIME_MAX.toNanos();
    var messages = new ArrayList<ChatMessage>();
    messages.add(Assignment.instruction(registrar.hosting().snapshot()));
    messages.add(Assignment.wish(wish));
    var flaws = new ArrayList<String>();
    var usage = ChatUsage.NONE;
    while (flaws.size() < ATTEMPTS_MAX) {
      var left = Duration.ofNanos(until - System.nanoTime());
      if (!left.isPositive()) {
        flaws.add("There was no time left for another attempt");
        return new Generated.Unfit(flaws, usage);
      }
      switch (model.ask(ChatQuestion.forJson(messages), left)) {
        case ChatModel.Heard.Nothing nothing -> {
          return new Generated.Unheard(nothing.why());
        }
        case ChatModel.Heard.Answer heard -> {
          usage = usage.plus(heard.answer().usage());
          messages.add(heard.answer().reply());
        }
      }
      switch (tried(messages.getLast().text(), wish, until)) {
        case Tried.Good good -> {
          var making = new Drafts.Making(model.name(), usage, by);
          return drafts.add(wish, good.candidate(), messages.subList(1, messages.size()), making);
        }
        case Tried.Bad bad -> {
          flaws.add(bad.flaw());
          messages.add(Assignment.again(bad.flaw()));
        }
      }
    }
    return new Generated.Unfit(flaws, usage);
  }

  private sealed interface Tried {
    record Good(Candidate candidate) implements Tried {}

    record Bad(String flaw) implements Tried {}
  }

  private Tried tried(String text, SkillWish wish, long until) {
    var left = Duration.ofNanos(Math.max(1, until - System.nanoTime()));
    var each = SkillLimits.shorter(EXAMPLE_MAX, Optional.of(left));
    try {
      var candidate = Candidate.read(text, wish);
      Optional<String> flaw =
          registrar.flaw(
              candidate.application(),
              new Trial.Terms(each, () -> Budget.ofCalls(EXAMPLE_CALLS_MAX)));
      return flaw.<Tried>map(Tried.Bad::new).orElseGet(() -> new Tried.Good(candidate));
    } catch (ProblemException e) {
      return switch (e.problem().kind()) {
        case USAGE -> new Tried.Bad(e.problem().toString());
        default -> throw e;
      };
    }
  }
}
