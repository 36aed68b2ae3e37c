package io.skillmill.coordination.skills;

import io.skillmill.coordination.skills.passage.Flaws;
import io.skillmill.coordination.skills.passage.WrittenSize;
import io.skillmill.coordination.skills.threads.StackRoom;
import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.SkillLimits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One call of a skill: whether it may be made, and making it. */
final class CallUnderWay {

  private final Frame from;
  private final Optional<HostedSkill> found;
  private final String name;
  private final CallChain chain;

  CallUnderWay(Frame from, String name) {
    this.from = from;
    this.found = from.run().skills().find(name);
    // By its one name, or a cycle could hide behind an alias.
    this.name = found.map(HostedSkill::name).orElse(name);
    this.chain = from.stack().with(this.name);
  }

  JsonNode make(ObjectNode input) throws SkillException {
    StackRoom.ensure();
    try {
      HostedSkill skill = admitted();
      return metered(skill, input);
    } catch (SkillException e) {
      throw e.at(chain);
    }
  }

  private HostedSkill admitted() throws SkillException {
    if (from.run().over().get()) {
      throw SkillException.of(Kind.CANCELLED, "The run that called '%s' is over".formatted(name));
    }
    if (!from.left().isPositive()) {
      throw SkillException.of(
          Kind.TIMEOUT, "The time of the call that called '%s' is over".formatted(name));
    }
    Run.Elsewhere elsewhere = from.run().elsewhere();
    if (from.stack().has(name) || elsewhere.has(name)) {
      throw SkillException.of(Kind.CYCLE, "Circular dependency detected: " + elsewhere.told(chain));
    }
    if (elsewhere.depth() + from.stack().depth() >= from.depthMax()) {
      throw SkillException.of(
          Kind.TOO_DEEP,
          "Max call depth (%d) exceeded: %s".formatted(from.depthMax(), elsewhere.told(chain)));
    }
    var skill =
        found.orElseThrow(() -> SkillException.of(Kind.UNKNOWN_SKILL, "Skill not found: " + name));
    from.run().budget().pay(name);
    from.run().skills().find(from.stack().last()).ifPresent(caller -> caller.meter().called(name));
    return skill;
  }

  private JsonNode metered(HostedSkill skill, ObjectNode input) throws SkillException {
    long began = System.nanoTime();
    Span span = span(skill, began);
    Optional<Kind> failed = Optional.empty();
    skill.meter().began();
    try {
      return answered(skill, input, span);
    } catch (SkillException e) {
      failed = Optional.of(e.failure().kind());
      throw e;
    } finally {
      long ended = System.nanoTime();
      skill.meter().ended(ended - began, failed);
      if (span != null) {
        span.ended(ended, failed);
      }
    }
  }

  private @Nullable Span span(HostedSkill skill, long beganNanos) {
    if (from.span() == null) {
      return null;
    }
    var span = new Span(name, skill.declaration().version(), beganNanos);
    from.span().add(span);
    return span;
  }

  private JsonNode answered(HostedSkill skill, ObjectNode input, @Nullable Span span)
      throws SkillException {
    var running = new Running(skill, from, frame(skill, span));
    refuseTooDeep(input); // before anything goes as deep as it does
    ObjectNode settled = skill.inputs().settle(input);
    checkInput(running, settled);
    checkCredentials(skill);
    if (from.run().isPrivate()) {
      return output(running, settled);
    }
    Optional<JsonNode> earlier = skill.answered().find(settled);
    if (earlier.isPresent()) {
      skill.meter().answeredAgain();
      if (span != null) {
        span.answeredAgain();
      }
      return earlier.get();
    }
    // The skill may do with its input as it likes.
    ObjectNode asked = skill.answered().isKeeping() ? settled.deepCopy() : settled;
    JsonNode output = output(running, settled);
    skill.answered().keep(asked, output);
    return output;
  }

  private static JsonNode output(Running running, ObjectNode input) throws SkillException {
    JsonNode output = running.output(input);
    checkOutput(running, output);
    return output;
  }

  // ---- what goes in and out

  private static void refuseTooDeep(ObjectNode input) throws SkillException {
    if (WrittenSize.nestsTooDeep(input)) {
      throw SkillException.of(
          Kind.TOO_LARGE,
          "The input nests more than the %d deep that values may".formatted(Json.NESTING_MAX));
    }
  }

  private static void checkInput(Running running, ObjectNode input) throws SkillException {
    var skill = running.skill();
    long bytesMax = skill.declaration().limits().requestBytes();
    if (WrittenSize.exceeds(input, bytesMax)) {
      throw SkillException.of(
          Kind.TOO_LARGE,
          "The input has more than the %d bytes that '%s' takes".formatted(bytesMax, skill.name()));
    }
    var flaws = running.flaws(skill.inputs(), input);
    if (!flaws.isEmpty()) {
      throw new SkillException(
          RunFailure.of(
                  Kind.INVALID_INPUT,
                  "The input does not fit what '%s' declares: %s"
                      .formatted(skill.name(), told(flaws)))
              .with(Flaws.tree(flaws)));
    }
  }

  private static void checkOutput(Running running, JsonNode output) throws SkillException {
    var skill = running.skill();
    if (WrittenSize.nestsTooDeep(output)) {
      throw SkillException.broken(
          "OutputTooDeep",
          "'%s' answered with what nests more than %d deep"
              .formatted(skill.name(), Json.NESTING_MAX));
    }
    long bytesMax = skill.declaration().limits().responseBytes();
    if (WrittenSize.exceeds(output, bytesMax)) {
      throw SkillException.broken(
          "OutputTooLarge",
          "'%s' answered with more than %d bytes".formatted(skill.name(), bytesMax));
    }
    var flaws = running.flaws(skill.outputs(), output);
    if (!flaws.isEmpty()) {
      throw SkillException.broken(
          "InvalidOutput",
          "The output does not fit what '%s' declares: %s".formatted(skill.name(), told(flaws)));
    }
  }

  private static String told(List<Shape.Flaw> flaws) {
    return flaws.stream().map(Shape.Flaw::message).limit(3).collect(Collectors.joining("; "));
  }

  private void checkCredentials(HostedSkill skill) throws SkillException {
    var missing =
        skill.declaration().credentials().stream()
            .filter(CredentialNeed::required)
            .filter(need -> from.run().credential(name, need.name()).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw new SkillException(
          RunFailure.of(
                  Kind.MISSING_CREDENTIALS,
                  "'%s' needs a credential that the call does not give: %s"
                      .formatted(
                          skill.name(),
                          missing.stream()
                              .map(CredentialNeed::name)
                              .collect(Collectors.joining(", "))))
              .with(Flaws.credentials(skill.declaration())));
    }
  }

  // ---- where it stands

  private Frame frame(HostedSkill skill, @Nullable Span span) {
    SkillLimits limits = skill.declaration().limits();
    long own = System.nanoTime() + limits.timeout().toNanos();
    long deadline = own - from.deadlineNanos() < 0 ? own : from.deadlineNanos();
    return new Frame(from.run(), chain, deadline, depthMax(limits), span);
  }

  private int depthMax(SkillLimits limits) {
    int declared = limits.callDepth().orElse(Integer.MAX_VALUE);
    int below = from.stack().depth();
    return below == 0 || declared > from.depthMax() - below ? from.depthMax() : below + declared;
  }
}
