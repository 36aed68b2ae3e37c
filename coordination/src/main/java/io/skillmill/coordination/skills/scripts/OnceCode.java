package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.parsers.pipes.Felling;
import io.skillmill.parsers.pipes.Tail;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A skill whose program is started for each call. The caller's secrets are variables of that one
 * process.
 */
final class OnceCode implements SkillCode {

  /**
   * What stands around it.
   *
   * @param missing what is not there that must be
   * @param bounds what bounds it, for people
   */
  record Needs(Supplier<Optional<String>> missing, String bounds) {}

  /** As programs expect it that are told of a trace by their environment. */
  private static final String TRACE_VARIABLE = "TRACEPARENT";

  /** What it wrote to its error stream. */
  private record Spoken(Voice voice, Tail words) {
    String lastWords() {
      return voice.without(words.lastWords());
    }
  }

  private static final long EXIT_MILLIS = 1_000;

  private final SkillDeclaration declaration;
  private final Launch launch;
  private final Needs needs;

  OnceCode(SkillDeclaration declaration, Launch launch, Needs needs) {
    this.declaration = declaration;
    this.launch = launch;
    this.needs = needs;
  }

  @Override
  public boolean isLight() {
    return true;
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
    var missing = needs.missing().get();
    if (missing.isPresent()) {
      throw SkillException.unavailable(missing.get());
    }
    String mark = Felling.mark();
    Process process = Starter.start(with(context), mark);
    try {
      var voice = Voice.of(launch.skill());
      voice.hide(Wire.credentials(declaration, context).values());
      var words = Tail.of("skill-" + launch.skill() + "-err", process.getErrorStream(), voice::say);
      var spoken = new Spoken(voice, words);
      Thread.ofVirtual().start(() -> write(process, Json.utf8(input)));
      return output(process, read(process, context), spoken);
    } finally {
      Felling.fell(process, mark);
    }
  }

  private Launch with(SkillContext context) {
    var environment = new HashMap<>(launch.environment());
    context.traceparent().ifPresent(parent -> environment.put(TRACE_VARIABLE, parent));
    environment.putAll(Wire.credentials(declaration, context));
    return new Launch(
        launch.skill(), launch.command(), launch.folder(), environment, launch.lineBytesMax());
  }

  private static void write(Process process, byte[] input) {
    try (var in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException _) {
      // It does not read its input, which is its own affair.
    }
  }

  /** All that it writes, read on another thread: reading cannot be interrupted. */
  private byte[] read(Process process, SkillContext context)
      throws SkillException, InterruptedException {
    var all = new CompletableFuture<byte[]>();
    Thread.ofVirtual().start(() -> readInto(all, process));
    try {
      byte[] read = all.get(context.left().toNanos(), TimeUnit.NANOSECONDS);
      if (read.length > launch.lineBytesMax()) {
        throw SkillException.broken(
            "OutputTooLarge",
            "'%s' answered with more than %d bytes"
                .formatted(launch.skill(), launch.lineBytesMax()));
      }
      return read;
    } catch (TimeoutException _) {
      throw new SkillException(
          RunFailure.of(
              RunFailure.Kind.TIMEOUT, "'%s' took longer than it may".formatted(launch.skill())));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void readInto(CompletableFuture<byte[]> all, Process process) {
    try {
      all.complete(process.getInputStream().readNBytes(launch.lineBytesMax() + 1));
    } catch (IOException _) {
      all.complete(new byte[0]); // it was ended
    } catch (OutOfMemoryError e) {
      all.completeExceptionally(e);
    }
  }

  private JsonNode output(Process process, byte[] said, Spoken spoken)
      throws SkillException, InterruptedException {
    boolean over = process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS);
    int code = over ? process.exitValue() : 0;
    Optional<JsonNode> json = json(said);
    if (json.isPresent() && json.get().path("error").isObject()) {
      throw Wire.error(json.get().path("error"), spoken.voice());
    }
    if (code != 0) {
      throw Endings.of(launch.skill(), code, spoken.lastWords());
    }
    return json.orElseThrow(() ->
        SkillException.broken(
            "InvalidOutput", "'%s' wrote no JSON to standard output".formatted(launch.skill())));
  }

  private static Optional<JsonNode> json(byte[] said) {
    try {
      return Optional.of(Json.read(said));
    } catch (Json.MalformedException _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> bounds() {
    return Optional.of(needs.bounds());
  }

  @Override
  public Optional<String> ailment() {
    return needs.missing().get();
  }
}
