package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.parsers.pipes.Felling;
import io.skillmill.parsers.pipes.Lines;
import io.skillmill.parsers.pipes.Tail;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One running process of a skill: lines of JSON go in and come out. Used by one call at a time.
 * After an exception it is only good for being ended.
 */
final class Worker {

  static final Duration EXIT_TIME = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** How often it is looked whether it lives, where a child of it may hold its output open. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Launch launch;
  private final String mark;
  private final Process process;
  private final Lines said;
  private final Tail complaints;
  private final Voice voice;
  private final ReentrantLock writing = new ReentrantLock();

  private Worker(Launch launch, String mark, Process process) {
    this.launch = launch;
    this.mark = mark;
    this.process = process;
    String name = "skill-" + launch.skill() + "-" + process.pid();
    this.said = Lines.of(name + "-out", process.getInputStream(), launch.lineBytesMax());
    this.voice = Voice.of(launch.skill());
    this.complaints = Tail.of(name + "-err", process.getErrorStream(), voice::say);
  }

  static Worker start(Launch launch) throws SkillException, InterruptedException {
    String mark = Felling.mark();
    return new Worker(launch, mark, Starter.start(launch, mark));
  }

  long pid() {
    return process.pid();
  }

  /** Sends a line on a thread of its own: writing cannot be interrupted. */
  void send(ObjectNode message) {
    voice.hide(message.path("credentials").valueStream().map(JsonNode::asString).toList());
    byte[] json = Json.utf8(message);
    Thread.ofVirtual().start(() -> write(json));
  }

  private void write(byte[] json) {
    writing.lock();
    try {
      OutputStream in = process.getOutputStream();
      in.write(json);
      in.write('\n');
      in.flush();
    } catch (IOException _) {
      // It has ended, or closed its input; that no answer comes tells so.
    } finally {
      writing.unlock();
    }
  }

  /** Waits for its next line. */
  JsonNode next(Duration left) throws SkillException, InterruptedException {
    long end = System.nanoTime() + left.toNanos();
    for (long nanos = left.toNanos(); nanos > 0; nanos = end - System.nanoTime()) {
      var heard = said.next(nanos < GLANCE.toNanos() ? Duration.ofNanos(nanos) : GLANCE);
      if (heard != null) {
        return read(heard);
      }
      if (!process.isAlive() && !said.waiting()) {
        throw ended();
      }
    }
    throw new SkillException(
        RunFailure.of(
            RunFailure.Kind.TIMEOUT, "'%s' took longer than it may".formatted(launch.skill())));
  }

  private JsonNode read(Lines.Heard heard) throws SkillException, InterruptedException {
    return switch (heard) {
      case Lines.Heard.Line line -> {
        try {
          yield Json.read(line.bytes());
        } catch (Json.MalformedException e) {
          throw outOfStep("wrote a line that is no JSON");
        }
      }
      case Lines.Heard.TooLong _ ->
          throw SkillException.broken(
              "OutputTooLarge",
              "'%s' answered with more than %d bytes"
                  .formatted(launch.skill(), launch.lineBytesMax()));
      case Lines.Heard.End _ -> throw ended();
    };
  }

  /** What it says of its own failure, without the secrets that it was given. */
  SkillException failed(JsonNode error) {
    return Wire.error(error, voice);
  }

  /** It said something else than it should. */
  SkillException outOfStep(String what) {
    return SkillException.broken(
        "ProtocolError",
        "The process of '%s' %s; standard output is for answers alone"
            .formatted(launch.skill(), what));
  }

  private SkillException ended() throws InterruptedException {
    boolean over = process.waitFor(EXIT_TIME.toMillis(), TimeUnit.MILLISECONDS);
    String words = voice.without(complaints.lastWords());
    LOG.debug("A process of the skill {} ended; its last words: {}", launch.skill(), words);
    return Endings.of(launch.skill(), over ? process.exitValue() : -1, words);
  }

  /** Whether it can be called again: it lives, and has said nothing that nobody asked for. */
  boolean quiet() {
    return process.isAlive() && !said.waiting();
  }

  /** What it wrote to standard error, for whoever looks after the host. */
  void noteComplaints() {
    LOG.debug(
        "The skill {} broke; its last words: {}",
        launch.skill(),
        voice.without(complaints.lastWords()));
  }

  /** Lets it end by itself: its standard input ends. */
  void dismiss() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            process.getOutputStream().close();
          } catch (IOException _) {
            // It has ended already.
          }
        });
  }

  /** Waits until it has ended by itself, or ends it. */
  void awaitEnd(Duration limit) {
    Felling.giveTime(process, limit);
    kill();
  }

  /** Ends it at once, with all that it started. */
  void kill() {
    Felling.fell(process, mark);
    said.close();
  }
}
