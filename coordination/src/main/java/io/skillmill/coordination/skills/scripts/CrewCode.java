package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.run.SkillDeclaration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A skill whose processes take one call after another. */
final class CrewCode implements SkillCode {

  /**
   * How processes are kept.
   *
   * @param bounds what bounds them, for people
   */
  record Keeping(int most, Duration rest, boolean fresh, String bounds) {}

  private final SkillDeclaration declaration;
  private final boolean fresh;
  private final String bounds;
  private final Crew crew;
  private final Supplier<Optional<String>> ailment;
  private final AtomicLong numbers = new AtomicLong();

  CrewCode(
      SkillDeclaration declaration,
      Keeping keeping,
      Crew.Hiring hiring,
      Supplier<Optional<String>> ailment) {
    this.declaration = declaration;
    this.fresh = keeping.fresh();
    this.bounds = keeping.bounds();
    this.crew = new Crew(declaration.name(), hiring, keeping.most(), keeping.rest());
    this.ailment = ailment;
  }

  @Override
  public boolean isLight() {
    return true;
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
    long number = numbers.incrementAndGet();
    var request = Wire.run(number, input, Wire.credentials(declaration, context), context);
    var outcome = new AtomicReference<Conversation.Outcome>();
    crew.with(
        context.left(),
        worker -> {
          var told = new Conversation(worker, number, context).hold(request);
          outcome.set(told);
          return !fresh && !told.spent();
        });
    var told = outcome.get();
    if (told.failed().isPresent()) {
      throw told.failed().get();
    }
    return told.output();
  }

  /** Has one process load the code, and keeps it for the first call. */
  @Override
  public void rehearse(Duration atMost) throws SkillException, InterruptedException {
    crew.with(atMost, _ -> !fresh);
  }

  @Override
  public Optional<String> bounds() {
    return Optional.of(bounds);
  }

  @Override
  public Optional<String> ailment() {
    return ailment.get();
  }

  Crew crew() {
    return crew;
  }

  @Override
  public void close() {
    crew.close();
  }
}
