package io.skillmill.cli.agent;

import io.javalin.http.Context;
import io.skillmill.cli.events.EventStream;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Caller;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.http.Refusal;
import io.skillmill.cli.telemetry.TracePlace;
import io.skillmill.coordination.agents.AgentAnswer;
import io.skillmill.coordination.agents.AgentSessions;
import io.skillmill.coordination.agents.AgentWish;
import io.skillmill.coordination.agents.ConsumerAgent;
import io.skillmill.coordination.agents.ConsumerAgent.Entry;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.toolloop.Talk;
import io.skillmill.db.agents.AgentRows.AgentSession;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The sessions of the host's agent, and its turns in them. Ends those under way when closed. */
public final class AgentRoutes implements AutoCloseable {

  private static final int BODY_BYTES_MAX = 128 << 10;
  private static final int BAD_GATEWAY = 502;
  private static final Duration BETWEEN_BREATHS = Duration.ofMillis(500);
  private static final String BUSY = "A turn is taken in this session already";

  private final Hosting hosting;
  private final AgentSessions sessions;
  private final Optional<ConsumerAgent> agent;
  private final Terms terms;
  private final Turns turns = new Turns();

  /**
   * How they are open to others.
   *
   * @param writes whether clients without a token may have skills written
   */
  public record Terms(Answers answers, HostLog log, boolean writes) {}

  public AgentRoutes(
      Hosting hosting, AgentSessions sessions, Optional<ConsumerAgent> agent, Terms terms) {
    this.hosting = hosting;
    this.sessions = sessions;
    this.agent = agent;
    this.terms = terms;
  }

  public void addTo(Desk desk) {
    desk.onRun(
        "POST",
        "/agent/sessions/{id}/messages",
        context -> ask(context, body(desk, context), new Welcome(desk, context)));
    desk.onRequest("POST", "/agent/sessions", context -> begin(context, body(desk, context)));
    desk.onRequest(
        "GET",
        "/agent/sessions",
        context -> give(context, Refusal.OK, AgentPages.list(sessions.list(owner(context)))));
    desk.onRequest("GET", "/agent/sessions/{id}", this::show);
    desk.onRequest("DELETE", "/agent/sessions/{id}", this::remove);
  }

  private static String owner(Context context) {
    return Desk.caller(context).name();
  }

  private void give(Context context, int status, ObjectNode page) {
    terms.answers().json(context, status, Json.utf8(page));
  }

  private ConsumerAgent agent() {
    return agent.orElseThrow(() ->
        new Refusal(
            Refusal.UNAVAILABLE,
            Problem.usage(
                "This host asks no language model, and so has no agent",
                "Start it with %s, or %s and %s"
                    .formatted(
                        ModelAddress.KEY_VARIABLE,
                        ModelAddress.URL_VARIABLE,
                        ModelAddress.MODEL_VARIABLE))));
  }

  // ---- what is sent

  /** Nothing is an empty object. */
  private static ObjectNode body(Desk desk, Context context) {
    try (var body = desk.body(context)) {
      if (body.bytes().length > BODY_BYTES_MAX) {
        throw new Refusal(
            Refusal.TOO_LARGE,
            Problem.usage(
                "A message may have %d bytes".formatted(BODY_BYTES_MAX), "Say it in fewer words"));
      }
      if (body.bytes().length == 0) {
        return Json.object();
      }
      if (Json.read(body.bytes()) instanceof ObjectNode object) {
        return object;
      }
      throw unreadable("The body is no JSON object");
    } catch (Json.MalformedException e) {
      throw unreadable("The body is not JSON: line %d, column %d".formatted(e.line(), e.column()));
    }
  }

  private static String text(ObjectNode sent, String member) {
    if (sent.has(member) && !sent.path(member).isString()) {
      throw new Refusal(
          Refusal.OTHER_BODY,
          Problem.usage(
              "'%s' is no text".formatted(member), "Send {\"%s\": \"…\"}".formatted(member)));
    }
    return sent.path(member).asString("");
  }

  private static Refusal unreadable(String what) {
    return new Refusal(
        Refusal.OTHER_BODY, Problem.usage(what, "Send {\"content\": \"what you want\"}"));
  }

  private static Refusal unfit(ProblemException e) {
    if (e.problem().kind() != Problem.Kind.USAGE) {
      throw e;
    }
    return new Refusal(Refusal.OTHER_BODY, e.problem());
  }

  // ---- sessions

  private void begin(Context context, ObjectNode sent) {
    var _ = agent();
    try {
      var begun = sessions.begin(owner(context), text(sent, "name"));
      give(context, Refusal.CREATED, AgentPages.session(begun));
    } catch (ProblemException e) {
      throw unfit(e);
    }
  }

  private AgentSession session(Context context) {
    return sessions.find(context.pathParam("id"), owner(context)).orElseThrow(AgentRoutes::absent);
  }

  private static Refusal absent() {
    return new Refusal(
        Refusal.NOT_FOUND,
        Problem.notFound(
            "There is no such session",
            "See those that there are with 'skillmill agent --list' or GET /agent/sessions"));
  }

  private void show(Context context) {
    var session = session(context);
    give(context, Refusal.OK, AgentPages.whole(session, sessions.messages(session)));
  }

  private void remove(Context context) {
    String id = session(context).id();
    if (!sessions.remove(id, owner(context))) {
      throw absent();
    }
    give(context, Refusal.OK, Json.object().put("success", true).put("session_id", id));
  }

  // ---- turns

  private void ask(Context context, ObjectNode sent, Welcome welcome) {
    var consumer = agent();
    var caller = Desk.caller(context);
    AgentWish wish;
    try {
      wish = new AgentWish(text(sent, "content"), mayWrite(caller));
    } catch (ProblemException e) {
      throw unfit(e);
    }
    var trace = TracePlace.of(context.header(TracePlace.HEADER));
    Desk.traced(context, trace.traceId());
    var shelf = new HostedShelf(hosting, caller, trace, terms.log());
    switch (consumer.enter(context.pathParam("id"), caller.name())) {
      case Entry.Absent _ -> throw absent();
      case Entry.Busy _ ->
          throw new Refusal(
              Refusal.CONFLICT,
              Problem.usage(BUSY, "Wait for its answer, or begin another session"));
      case Entry.Seat seat -> answer(context, welcome, seat, Turn.of(seat, wish, shelf));
    }
  }

  /** As for all that changes what the host does. */
  private boolean mayWrite(Caller caller) {
    return caller.may(Right.ADMIN) && (terms.writes() || !caller.name().isEmpty());
  }

  private void answer(Context context, Welcome welcome, Entry.Seat seat, Turn turn) {
    Turns.Counted counted;
    try {
      counted = turns.begin(turn);
    } catch (Refusal e) {
      seat.close();
      throw e;
    }
    try (counted) {
      if (EventStream.isTakenBy(context)) {
        stream(context, welcome, turn);
      } else {
        page(context, end(welcome, turn));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Turns.stopping();
    }
  }

  private static Turn.Event end(Welcome welcome, Turn turn) throws InterruptedException {
    while (welcome.lasts()) {
      var event = turn.next(BETWEEN_BREATHS);
      if (event.isPresent() && !(event.get() instanceof Turn.Event.Stepped)) {
        return event.get();
      }
    }
    throw new Refusal(
        Refusal.UNAUTHORIZED,
        Problem.usage(
            "The token that was shown is good no more, and the turn was ended",
            "Ask for another token"));
  }

  private void page(Context context, Turn.Event end) {
    switch (end) {
      case Turn.Event.Answered answered ->
          give(context, status(answered.answer()), told(answered.answer()));
      case Turn.Event.Broken broken -> throw broken.why();
      case Turn.Event.Stepped _ -> throw new IllegalStateException("A step is no end");
    }
  }

  private static int status(AgentAnswer answer) {
    return switch (answer.standing()) {
      case OVERTAKEN -> Refusal.CONFLICT;
      case LOST -> Refusal.UNAVAILABLE;
      case KEPT -> status(answer.stop());
    };
  }

  private static int status(Talk.Stop stop) {
    return switch (stop) {
      case UNHEARD -> BAD_GATEWAY;
      case CANCELLED -> Refusal.UNAVAILABLE;
      case DONE, LENGTH, FILTERED, TURNS, CALLS, TOKENS, TIME, REPEATED -> Refusal.OK;
    };
  }

  /** Only the server itself gives a turn up for which somebody still waits. */
  private static ObjectNode told(AgentAnswer answer) {
    var page = answer.toJson();
    if (answer.standing() == AgentAnswer.Standing.KEPT && status(answer) == Refusal.UNAVAILABLE) {
      var why = Turns.stopping().problem();
      page.put("problem", why.what()).put("remedy", why.remedy());
    }
    return page;
  }

  // ---- turns that are told step by step

  private void stream(Context context, Welcome welcome, Turn turn) throws InterruptedException {
    try {
      var lines = EventStream.begin(context, terms.answers());
      lines.breathe();
      boolean ended = false;
      while (!ended && welcome.lasts()) {
        var event = turn.next(BETWEEN_BREATHS);
        if (event.isEmpty()) {
          lines.breathe();
        } else {
          ended = tell(lines, event.get(), Desk.requestId(context));
        }
      }
    } catch (IOException _) {
      // Nobody waits for it any more: it is ended with what was said up to here.
    }
  }

  /** Whether that was the last. */
  private boolean tell(EventStream lines, Turn.Event event, String requestId) throws IOException {
    return switch (event) {
      case Turn.Event.Stepped stepped -> {
        lines.send("step", Json.write(AgentPages.step(stepped.step())));
        yield false;
      }
      case Turn.Event.Answered answered -> {
        var page = told(answered.answer());
        page.put("status", status(answered.answer()));
        lines.send("answer", Json.write(page));
        yield true;
      }
      case Turn.Event.Broken broken -> {
        terms.log().broken(broken.why(), requestId);
        var refusal =
            broken.why() instanceof ProblemException e ? Refusal.of(e.problem()) : Refusal.broken();
        var problem = refusal.problem();
        var page = Json.object().put("problem", problem.what()).put("remedy", problem.remedy());
        lines.send("answer", Json.write(page.put("status", refusal.status())));
        yield true;
      }
    };
  }

  @Override
  public void close() {
    turns.close();
  }
}
