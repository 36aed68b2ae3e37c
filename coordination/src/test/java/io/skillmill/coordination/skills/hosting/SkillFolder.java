package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.classes.JavaKind;
import io.skillmill.coordination.skills.instructions.InstructionsKind;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A folder with a configuration and skills, made in a line. */
record SkillFolder(Path path) {

  /** Answers with what it is given. */
  public static final class Echo implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return input;
    }
  }

  /** Calls the skill that {@code skill} names. */
  public static final class Caller implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
      return context.call(input.path("skill").asString(), Json.object());
    }
  }

  /** Says that it began, and waits until it may end. */
  public static final class Waiting implements SkillCode {
    static final Semaphore BEGAN = new Semaphore(0);
    static final Semaphore MAY_END = new Semaphore(0);
    static final AtomicInteger CLOSED = new AtomicInteger();

    @Override
    public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
      BEGAN.release();
      MAY_END.acquire();
      return Json.object().put("closed", CLOSED.get());
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  /** Never comes to be. */
  public static final class Stuck implements SkillCode {
    public Stuck() throws InterruptedException {
      new CountDownLatch(1).await();
    }

    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return input;
    }
  }

  SkillFolder write(String file, String text) {
    try {
      Path there = path.resolve(file);
      Files.createDirectories(there.getParent());
      Files.writeString(there, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A skill of one of the classes above, called after its directory. */
  SkillFolder skill(String directory, Class<? extends SkillCode> code, String... more) {
    String name = directory.substring(directory.lastIndexOf('/') + 1);
    return write(
        directory + "/skill.yaml",
        "name: %s\ndescription: Does %s\nimplementation: {java: %s}\n%s\n"
            .formatted(name, name, code.getName(), String.join("\n", more)));
  }

  SkillFolder config(String... skills) {
    return write("runtime-config.yaml", "skills:\n  - " + String.join("\n  - ", skills) + "\n");
  }

  Path config() {
    return path.resolve("runtime-config.yaml");
  }

  Hosting open() {
    return Hosting.open(Plan.config(config()), List.of(new JavaKind(), new InstructionsKind()));
  }

  static JsonNode run(Hosting hosting, String skill, String input) {
    var request = RunRequest.of(skill, (ObjectNode) Json.readOurs(input.replace('\'', '"')));
    return switch (hosting.engine().run(request)) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed ->
          Json.object()
              .put("failed", failed.failure().kind().word())
              .put("why", failed.failure().message());
    };
  }
}
