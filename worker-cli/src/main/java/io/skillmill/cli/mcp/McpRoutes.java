package io.skillmill.cli.mcp;

import io.javalin.http.Context;
import io.skillmill.cli.events.Changes;
import io.skillmill.cli.events.EventStream;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.Refusal;
import io.skillmill.cli.tools.HostedTool;
import io.skillmill.cli.tools.ToolFormat;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The MCP endpoint of a host. Lets go of whoever listens when it is closed. */
public final class McpRoutes implements AutoCloseable {

  private static final int ACCEPTED = 202;

  private final String version;
  private final Desk desk;
  private final Answers answers;
  private final McpServer server;
  private final Door door;
  private final Hosting hosting;
  private final Changes changes = new Changes();
  private final Hosting.Hearing hearing;

  private McpRoutes(Hosting hosting, String version, Desk desk, Answers answers) {
    this.hosting = hosting;
    this.version = version;
    this.desk = desk;
    this.answers = answers;
    this.server = new McpServer(hosting, version, desk.log());
    this.door = new Door(hosting);
    this.hearing = hosting.onChange(changes::happened);
  }

  /** Adds {@code /mcp} and {@code /mcp/spec}. */
  public static McpRoutes addTo(Desk desk, Answers answers, Hosting hosting, String version) {
    var routes = new McpRoutes(hosting, version, desk, answers);
    desk.onAny("POST", "/mcp", routes::posted);
    desk.onAny("GET", "/mcp", routes::looked);
    desk.onRequest("GET", "/mcp/spec", routes::spec);
    return routes;
  }

  @Override
  public void close() {
    hearing.close();
    changes.close();
  }

  // ---- looks

  /** Older clients listen here; everybody else is shown what there is. */
  private void looked(Context context) {
    if (Revision.STATELESS.word().equals(context.header(Envelope.VERSION))) {
      context.header("Allow", "POST");
      throw new Refusal(
          Refusal.METHOD_NOT_ALLOWED,
          Problem.usage(
              "This revision of MCP has no GET", "Send messages with POST, and listen with one"));
    }
    if (EventStream.isTakenBy(context)) {
      var viewer = door.viewer(context);
      desk.asListener(context, () -> stream(context, line -> listening().unasked(viewer, line)));
    } else {
      desk.asRequest(() -> spec(context));
    }
  }

  private Listening listening() {
    return new Listening(server, hosting, changes);
  }

  /** The tools in the form of OpenAI, with the name of the server. */
  private void spec(Context context) {
    var page = Json.object().put("schema_version", "1.0");
    page.putObject("server_info")
        .put("name", McpServer.NAME)
        .put("version", version)
        .put("description", "Hosted skills as tools");
    var tools = door.asker(context, Json.object()).tools().all();
    page.set("tools", ToolFormat.OPENAI.write(tools, false).path("tools"));
    answers.json(context, Json.utf8(page));
  }

  private interface Telling {
    void to(Listening.Line line) throws IOException;
  }

  private void stream(Context context, Telling telling) {
    try {
      telling.to(new Streamed(EventStream.begin(context, answers), desk, context));
    } catch (IOException _) {
      // Whoever listened has gone.
    }
  }

  /** Messages to a client that listens, for as long as its token is good. */
  private record Streamed(EventStream stream, Desk desk, Context context)
      implements Listening.Line {

    @Override
    public void send(ObjectNode message) throws IOException {
      stream.send(Json.write(message));
    }

    @Override
    public void breathe() throws IOException {
      stream.breathe();
    }

    @Override
    public boolean isWelcome() {
      return desk.isWelcomeStill(context);
    }
  }

  // ---- messages

  private void posted(Context context) {
    JsonNode tree;
    try (var body = desk.body(context)) {
      tree = Json.read(body.bytes());
    } catch (Json.MalformedException e) {
      var fault =
          McpFault.envelope(
              McpFault.UNREADABLE,
              "The body is not JSON: line %d, column %d".formatted(e.line(), e.column()));
      answers.json(context, Refusal.BAD_REQUEST, Json.utf8(Message.nameless(fault)));
      return;
    }
    var envelope = new Envelope(name -> Optional.ofNullable(context.header(name)));
    if (tree instanceof ArrayNode array) {
      batch(context, envelope, array);
    } else {
      one(context, envelope, tree);
    }
  }

  private void one(Context context, Envelope envelope, JsonNode tree) {
    if (Message.isAnswer(tree)) {
      answers.empty(context, ACCEPTED);
      return;
    }
    Message message;
    try {
      message = Message.of(tree);
    } catch (McpFault fault) {
      answers.json(context, Refusal.BAD_REQUEST, Json.utf8(Message.refusal(tree, fault)));
      return;
    }
    Revision revision;
    try {
      revision = envelope.revision(message);
    } catch (McpFault fault) {
      answers.json(context, Refusal.BAD_REQUEST, Json.utf8(message.refusal(fault)));
      return;
    }
    if (message.id().isEmpty()) {
      answers.empty(context, ACCEPTED);
    } else {
      request(context, new Letter(envelope, message, revision));
    }
  }

  /** A request that was read. */
  private record Letter(Envelope envelope, Message message, Revision revision) {}

  private void request(Context context, Letter letter) {
    var message = letter.message();
    if (message.method().equals("subscriptions/listen") && letter.revision().isStateless()) {
      var viewer = door.viewer(context);
      desk.asListener(
          context, () -> stream(context, line -> listening().subscribed(message, viewer, line)));
      return;
    }
    var asker = door.asker(context, message.meta());
    if (message.method().equals("tools/call")) {
      Desk.caller(context).need(Right.RUN);
      desk.asRun(() -> called(context, letter, asker));
    } else {
      desk.asRequest(() -> answered(context, letter, asker));
    }
  }

  private void answered(Context context, Letter letter, Asker asker) {
    var message = letter.message();
    try {
      var result = server.result(message, letter.revision(), asker);
      answers.json(context, Json.utf8(message.answer(result)));
    } catch (McpFault fault) {
      int status = status(fault, letter.revision());
      answers.json(context, status, Json.utf8(message.refusal(fault)));
    }
  }

  /** The one table from the faults of the protocol to the statuses of HTTP. */
  private static int status(McpFault fault, Revision revision) {
    if (fault.isEnvelope()) {
      return Refusal.BAD_REQUEST;
    }
    return revision.isStateless() && fault.code() == McpFault.NO_METHOD
        ? Refusal.NOT_FOUND
        : Refusal.OK;
  }

  private void called(Context context, Letter letter, Asker asker) {
    var message = letter.message();
    var tool = tool(message, asker);
    try {
      if (tool.isPresent() && letter.revision().isStateless()) {
        JsonNode arguments = message.params().path("arguments");
        letter.envelope().checkArguments(tool.get().inputs(), arguments);
      }
    } catch (McpFault fault) {
      answers.json(context, Refusal.BAD_REQUEST, Json.utf8(message.refusal(fault)));
      return;
    }
    note(context, tool, asker);
    new LongCall(() -> server.answer(message, letter.revision(), asker)).answer(context, answers);
  }

  private static Optional<HostedTool> tool(Message message, Asker asker) {
    return asker.tools().find(message.params().path("name").asString(""));
  }

  /** For the log, and for whoever looks for the run there. */
  private static void note(Context context, Optional<HostedTool> tool, Asker asker) {
    Desk.traced(context, asker.terms().trace().traceId());
    tool.ifPresent(known -> Desk.runs(context, known.skill().mount()));
  }

  // ---- batches

  private void batch(Context context, Envelope envelope, ArrayNode array) {
    Batch batch;
    try {
      batch = Batch.of(array, envelope.unread());
    } catch (McpFault fault) {
      answers.json(context, Refusal.BAD_REQUEST, Json.utf8(Message.nameless(fault)));
      return;
    }
    if (batch.isSilent()) {
      answers.empty(context, ACCEPTED);
    } else {
      desk.asRun(() -> requests(context, batch));
    }
  }

  /** One after the other, in one trace; the first tool stands for all in the log. */
  private void requests(Context context, Batch batch) {
    var first = batch.requests().stream().findFirst().map(Message::meta);
    var asker = door.asker(context, first.orElseGet(Json::object));
    var calls = batch.requests().stream().filter(one -> one.method().equals("tools/call")).toList();
    if (!calls.isEmpty()) {
      Desk.caller(context).need(Right.RUN);
      note(context, calls.stream().flatMap(one -> tool(one, asker).stream()).findFirst(), asker);
    }
    new LongCall(() -> answersTo(batch, asker)).answer(context, answers);
  }

  private ArrayNode answersTo(Batch batch, Asker asker) {
    var list = batch.refusals();
    for (Message message : batch.requests()) {
      if (Thread.currentThread().isInterrupted()) {
        break; // nobody waits for the others
      }
      list.add(server.answer(message, Batch.REVISION, asker.again()));
    }
    return list;
  }
}
