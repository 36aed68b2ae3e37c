package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills in other languages for the tests, made in a line. */
final class Scripted {

  static final Sandbox SANDBOX = Sandbox.of(System.getenv());
  static final PythonKind PYTHON = new PythonKind(SANDBOX);
  static final ProcessKind PROCESS = new ProcessKind(SANDBOX);
  static final Path HOME = Path.of("").toAbsolutePath();

  private Scripted() {}

  /** A Python skill of this text. */
  static HostedSkill python(String name, String source) {
    return python(name, source, Json.object(), SkillLimits.DEFAULT);
  }

  static HostedSkill python(String name, String source, ObjectNode settings, SkillLimits limits) {
    return hosted(PYTHON, name, settings.deepCopy().put("source", source), limits);
  }

  static HostedSkill hosted(SkillKind kind, String name, ObjectNode settings, SkillLimits limits) {
    var declaration = declaration(kind, name, settings, limits);
    return HostedSkill.of(declaration, kind.load(declaration, HOME));
  }

  static SkillDeclaration declaration(
      SkillKind kind, String name, ObjectNode settings, SkillLimits limits) {
    return new SkillDeclaration(
        name,
        About.of("Does " + name),
        Json.object(),
        Json.object(),
        limits,
        List.of(new CredentialNeed("KEY", false, "")),
        Optional.empty(),
        new Implementation(kind.kind(), settings));
  }

  static SkillLimits within(Duration timeout) {
    return SkillLimits.DEFAULT.withTimeout(timeout);
  }

  static SkillEngine engine(HostedSkill... skills) {
    return SkillEngine.of(SkillSet.of(List.of(skills)));
  }

  /** As {@code {"x":1}} is written in a test: single quotes for double ones. */
  static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"'));
  }

  static JsonNode done(SkillEngine engine, String skill, String input) {
    return switch (engine.run(RunRequest.of(skill, json(input)))) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  static RunFailure failed(SkillEngine engine, String skill, String input) {
    return switch (engine.run(RunRequest.of(skill, json(input)))) {
      case RunAnswer.Done done -> throw new AssertionError("It gave " + done.output());
      case RunAnswer.Failed failed -> failed.failure();
    };
  }

  /** The processes of a skill that there are now. */
  static List<ProcessHandle> processes(HostedSkill skill) {
    return ((CrewCode) skill.code())
        .crew().pids().stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .flatMap(handle ->
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(handle), handle.descendants()))
            .toList();
  }
}
