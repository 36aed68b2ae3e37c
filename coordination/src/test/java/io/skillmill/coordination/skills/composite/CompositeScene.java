package io.skillmill.coordination.skills.composite;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills that are made of steps, and others, in one engine. */
class CompositeScene {

  private final List<HostedSkill> skills = new ArrayList<>();

  CompositeScene() {
    skills.add(BundledSkills.alone().make("calculator").orElseThrow());
  }

  /** As {@code {"x":1}} is written in a test: single quotes for double ones, ^ for single ones. */
  static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"').replace('^', '\''));
  }

  static SkillDeclaration declaration(String name, String settings) {
    return new SkillDeclaration(
        name,
        About.of("Does " + name),
        Json.object(),
        Json.object(),
        SkillLimits.DEFAULT,
        List.of(),
        Optional.empty(),
        new Implementation(Implementation.Kind.COMPOSITE, json(settings)));
  }

  void composite(String name, String settings) {
    var declaration = declaration(name, settings);
    skills.add(HostedSkill.of(declaration, new Composite().load(declaration, Path.of("."))));
  }

  void code(String name, SkillCode code) {
    skills.add(HostedSkill.of(declaration(name, "{}"), code));
  }

  /** One that takes and gives whatever it is passed, so that other limits are met first. */
  void roomy(String name, SkillCode code) {
    var limits = SkillLimits.DEFAULT.withBytes(1 << 30, 1 << 30);
    skills.add(HostedSkill.of(declaration(name, "{}").within(limits), code));
  }

  RunAnswer run(String name, String input) {
    return run(new RunRequest(name, json(input), RunRequest.Terms.DEFAULT));
  }

  RunAnswer run(RunRequest request) {
    try (var engine = SkillEngine.of(SkillSet.of(skills))) {
      return engine.run(request);
    }
  }

  JsonNode done(String name, String input) {
    return switch (run(name, input)) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  RunFailure failed(String name, String input) {
    return switch (run(name, input)) {
      case RunAnswer.Done done -> throw new AssertionError("It gave " + done.output());
      case RunAnswer.Failed failed -> failed.failure();
    };
  }

  /** Calls the next with the same input, and gives back its output. */
  void link(String name, String next) {
    composite(
        name, "{'steps': [{'id': 'next', 'call': '%s', 'with': '${inputs}'}]}".formatted(next));
  }
}
