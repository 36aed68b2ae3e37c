package io.skillmill.cli.mcp;

import io.skillmill.cli.events.Changes;
import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.render.OutputClosed;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks with the one client at the other end of two streams: a message is a line. Both eras are
 * spoken, by the same client too.
 */
public final class McpLines implements AutoCloseable {

  static final int LINE_BYTES_MAX = 8 << 20;
  static final int CALLS_MAX = 256;

  /** How long calls may go on once the client has said its last word. */
  private static final Duration LAST_MAX = Duration.ofSeconds(5);

  private final McpServer server;
  private final Hosting hosting;
  private final Optional<Boolean> search;
  private final Out out;
  private final Changes changes = new Changes();
  private final Hosting.Hearing hearing;
  private final Semaphore places = new Semaphore(CALLS_MAX);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** Those that are not answered yet, and may be cancelled, by their ids. */
  private final Map<JsonNode, Thread> underWay = new ConcurrentHashMap<>();

  /** What the client chose with {@code initialize}, or speaks if it did not. */
  private Revision old = Revision.OLD_NEWEST;

  /** Whether it is told of changes without asking. */
  private boolean listens;

  private McpLines(Hosting hosting, Optional<Boolean> search, McpServer server, Out out) {
    this.hosting = hosting;
    this.search = search;
    this.server = server;
    this.out = out;
    this.hearing = hosting.onChange(changes::happened);
  }

  /**
   * Opens a conversation; {@link #serve} holds it.
   *
   * @param search whether the client is offered two tools that find and call the others; else what
   *     the configuration says
   * @param out where it is answered, and where nobody else may write
   */
  public static McpLines open(
      Hosting hosting, Optional<Boolean> search, Ground ground, PrintStream out) {
    var server = new McpServer(hosting, ground.version(), ground.log());
    return new McpLines(hosting, search, server, new Out(out));
  }

  /**
   * What it stands on.
   *
   * @param log hears what breaks
   */
  public record Ground(String version, HostLog log) {}

  /** Answers what comes in until its end, and then what is still under way. */
  public void serve(InputStream in) throws IOException {
    var lines = new Lines(in);
    for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
      if (line.get().length > LINE_BYTES_MAX) {
        out.say(tooLong());
      } else if (!new String(line.get(), StandardCharsets.UTF_8).isBlank()) {
        take(line.get());
      }
    }
    changes.close();
    awaitLast();
  }

  private static ObjectNode tooLong() {
    return Message.nameless(
        McpFault.envelope(
            McpFault.NO_REQUEST,
            "The message has more than the %d bytes that are read".formatted(LINE_BYTES_MAX)));
  }

  private void awaitLast() {
    long until = System.nanoTime() + LAST_MAX.toNanos();
    for (Thread call : threads) {
      try {
        long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        if (left <= 0 || !call.join(Duration.ofMillis(left))) {
          call.interrupt();
        }
      } catch (InterruptedException _) {
        call.interrupt();
        Thread.currentThread().interrupt();
      }
    }
  }

  private Asker asker(Message message) {
    var skills = hosting.snapshot();
    return Asker.local(skills, message, finds(skills));
  }

  private Listening.Viewer viewer() {
    return new Listening.Viewer(Asker.OWNER, finds(hosting.snapshot()));
  }

  private boolean finds(Snapshot skills) {
    return search.or(() -> skills.config().settings().toolSearch()).orElse(false);
  }

  // ---- one line

  private void take(byte[] line) {
    JsonNode tree;
    try {
      tree = Json.read(line);
    } catch (Json.MalformedException e) {
      var why = "The line is not JSON: column %d".formatted(e.column());
      out.say(Message.nameless(McpFault.envelope(McpFault.UNREADABLE, why)));
      return;
    }
    if (tree instanceof ArrayNode array) {
      batch(array);
    } else {
      one(tree);
    }
  }

  private void one(JsonNode tree) {
    if (Message.isAnswer(tree)) {
      return;
    }
    try {
      message(Message.of(tree));
    } catch (McpFault fault) {
      out.say(Message.refusal(tree, fault));
    }
  }

  private void message(Message message) {
    if (message.id().isEmpty()) {
      noted(message);
      return;
    }
    try {
      Revision revision = revision(message);
      if (message.method().equals("initialize") && !revision.isStateless()) {
        initialize(message);
      } else {
        start(message, revision, answer -> answer.ifPresent(out::say));
      }
    } catch (McpFault fault) {
      out.say(message.refusal(fault));
    }
  }

  private Revision revision(Message message) throws McpFault {
    boolean modern =
        message.version().isPresent()
            || message.method().equals("server/discover")
            || message.method().equals("subscriptions/listen");
    if (!modern) {
      return old;
    }
    message.checkMeta();
    String said = message.version().orElse("");
    return Revision.of(said).orElseThrow(() -> McpFault.version(Message.cut(said)));
  }

  private void initialize(Message message) {
    ObjectNode answer = server.answer(message, old, asker(message));
    Revision.of(answer.path("result").path("protocolVersion").asString(""))
        .ifPresent(chosen -> old = chosen);
    out.say(answer);
  }

  private void noted(Message message) {
    switch (message.method()) {
      case "notifications/cancelled" ->
          Optional.ofNullable(underWay.remove(message.params().path("requestId")))
              .ifPresent(Thread::interrupt);
      case "notifications/initialized" -> {
        if (!listens) {
          listens = true;
          Thread.ofVirtual().name("mcp-listener").start(this::tellChanges);
        }
      }
      default -> {} // nothing else is expected, and nothing comes of it
    }
  }

  /** An older client is told of changes without asking. */
  private void tellChanges() {
    try {
      listening().unasked(viewer(), out);
    } catch (IOException _) {
      // Nobody listens any more.
    }
  }

  private Listening listening() {
    return new Listening(server, hosting, changes);
  }

  // ---- batches

  private void batch(ArrayNode array) {
    try {
      var batch = Batch.of(array, old);
      var gathering = new Gathering(out, batch.refusals(), batch.requests().size());
      batch.requests().forEach(message -> inBatch(message, gathering));
      batch.notes().forEach(this::noted);
      if (batch.requests().isEmpty() && !batch.isSilent()) {
        out.say(batch.refusals());
      }
    } catch (McpFault fault) {
      out.say(Message.nameless(fault));
    }
  }

  private void inBatch(Message message, Gathering gathering) {
    try {
      start(message, Batch.REVISION, gathering);
    } catch (McpFault fault) {
      gathering.take(Optional.of(message.refusal(fault)));
    }
  }

  /** The answers of a batch, which go out once each request has come to its end. */
  private static final class Gathering implements Reply {

    private final Out out;
    private final ArrayNode answers;
    private int awaited;

    Gathering(Out out, ArrayNode answers, int awaited) {
      this.out = out;
      this.answers = answers;
      this.awaited = awaited;
    }

    @Override
    public synchronized void take(Optional<ObjectNode> answer) {
      answer.ifPresent(answers::add);
      awaited--;
      if (awaited == 0 && !answers.isEmpty()) {
        out.say(answers);
      }
    }
  }

  // ---- calls

  /** Takes the answer of a request; none where it was cancelled, which hears nothing more. */
  private interface Reply {
    void take(Optional<ObjectNode> answer);
  }

  private void start(Message message, Revision revision, Reply reply) throws McpFault {
    JsonNode id = message.id().orElseThrow();
    if (!places.tryAcquire()) {
      throw McpFault.of(
          McpFault.BROKEN,
          "There are %d requests under way already; wait for some".formatted(CALLS_MAX));
    }
    var thread =
        Thread.ofVirtual().name("mcp-request").unstarted(() -> carryOut(message, revision, reply));
    if (underWay.putIfAbsent(id, thread) != null) {
      places.release();
      throw McpFault.of(McpFault.NO_REQUEST, "A request with this id is under way");
    }
    threads.add(thread);
    thread.start();
  }

  private void carryOut(Message message, Revision revision, Reply reply) {
    JsonNode id = message.id().orElseThrow();
    try {
      if (revision.isStateless() && message.method().equals("subscriptions/listen")) {
        listening().subscribed(message, viewer(), out);
        return;
      }
      var answer = server.answer(message, revision, asker(message));
      boolean wanted = underWay.remove(id, Thread.currentThread());
      reply.take(wanted ? Optional.of(answer) : Optional.empty());
    } catch (IOException _) {
      // The listener was let go.
    } finally {
      underWay.remove(id, Thread.currentThread());
      threads.remove(Thread.currentThread());
      places.release();
    }
  }

  /** Lets go of everything. */
  @Override
  public void close() {
    hearing.close();
    changes.close();
    threads.forEach(Thread::interrupt);
  }

  /** The way out, a line at a time. */
  private record Out(PrintStream stream) implements Listening.Line {

    void say(JsonNode message) {
      try {
        line(message);
      } catch (IOException _) {
        // The client has gone; the end of its own stream tells so, too.
      }
    }

    @Override
    public void send(ObjectNode message) throws IOException {
      line(message);
    }

    private void line(JsonNode message) throws IOException {
      byte[] line = (Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8);
      try {
        write(stream, line);
      } catch (OutputClosed e) {
        throw new IOException("The client has gone", e);
      }
    }

    private static void write(OutputStream stream, byte[] line) throws IOException {
      synchronized (stream) {
        stream.write(line);
        stream.flush();
      }
    }

    @Override
    public void breathe() {} // the stream itself shows that this side is there

    @Override
    public boolean isWelcome() {
      return true; // the client has started this process
    }
  }
}
