package io.skillmill.coordination.skills.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.composite.Composite;
import io.skillmill.coordination.skills.instructions.InstructionsKind;
import io.skillmill.coordination.skills.scripts.PythonKind;
import io.skillmill.coordination.skills.scripts.Sandbox;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills to register, and runs of them, in a line. */
final class RegistryScene {

  private static final Sandbox SANDBOX = Sandbox.of(System.getenv());
  static final List<SkillKind> KINDS =
      List.of(new PythonKind(SANDBOX), new Composite(), new InstructionsKind());

  private RegistryScene() {}

  static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"'));
  }

  /** A form with a meta. */
  static Application python(String name, String version, String code) {
    var sent = json("{'meta':{'name':'%s','version':'%s'}}".formatted(name, version));
    return Application.read(sent.put("code", code));
  }

  static Application answering(String name, String version, int answer) {
    return python(name, version, "def %s():\n    return {'answer': %d}\n".formatted(name, answer));
  }

  static JsonNode run(Registrar host, String skill, String input) {
    return switch (host.hosting().engine().run(RunRequest.of(skill, json(input)))) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed ->
          Json.object()
              .put("failed", failed.failure().kind().word())
              .put("why", failed.failure().message());
    };
  }

  static void await(BooleanSupplier what) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime() < end).as("it is seen in time").isTrue();
      new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
  }

  static Application guide(String name, int number) {
    var declaration =
        Json.object()
            .put("name", name)
            .put("description", "Guide " + number)
            .put("version", "1." + number);
    declaration.putObject("implementation").put("kind", "instructions");
    return Application.of(declaration, Optional.of("Do " + number));
  }
}
