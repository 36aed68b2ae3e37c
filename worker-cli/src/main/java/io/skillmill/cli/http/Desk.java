package io.skillmill.cli.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.skillmill.coordination.wire.Call;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where every request is received: let in or not, read, carried out at most once, and answered.
 * Rooms of the host put their routes on it.
 */
public final class Desk {

  /** As many as there may be requests of other kinds, twice over: most of them wait. */
  private static final int RUNS_MAX = 512;

  private static final String TRACE_HEADER = "X-Trace-Id";
  private static final String NEED = "skillmill.need";

  private final Gate gate;
  private final Crowd crowd;
  private final Crowd waiters;
  private final Crowd listeners;
  private final Crowd runs;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final Bodies bodies;
  private final Answers answers;
  private final Remembered remembered;
  private final HostLog log;
  private final Map<Route, Consumer<Context>> routes = new LinkedHashMap<>();

  /** Where something is done. */
  public record Route(String method, String path) {}

  private static final Route NOWHERE = new Route("GET", "");

  public Desk(Settings settings, Answers answers, HostLog log) {
    this(settings, answers, log, false);
  }

  /** The same, where a proxy may be believed by which address the clients came. */
  public Desk(Settings settings, Answers answers, HostLog log, boolean behindProxy) {
    Limits limits = settings.limits();
    this.gate = new Gate(settings.admission(), Gate.isLoopback(settings.host()), behindProxy);
    this.crowd = new Crowd(limits.requestsMax(), "requests under way");
    this.waiters = new Crowd(limits.waitersMax(), "clients that wait");
    this.listeners = new Crowd(limits.listenersMax(), "clients that listen");
    this.runs = new Crowd(RUNS_MAX, "runs of skills under way");
    this.bodies = new Bodies(limits);
    this.answers = answers;
    this.remembered = new Remembered(answers.server(), System::nanoTime);
    this.log = log;
  }

  // ---- routes

  /** Answers a call. */
  public <Q, A> void on(Call<Q, A> call, Function<Q, A> work) {
    add(call.method(), call.path(), context -> crowded(() -> answer(context, call, work)));
  }

  /** Answers a call of those that wait, which do not count among the others. */
  public <Q, A> void onWaiting(Call<Q, A> call, Function<Q, A> work) {
    add(
        call.method(),
        call.path(),
        context -> {
          try (var _ = waiters.enter()) {
            answer(context, call, work);
          }
        });
  }

  /** Something to listen to for long: those who do crowd out each other, and no workers. */
  public void onListening(String method, String path, Consumer<Context> work) {
    add(method, path, context -> asListener(context, () -> work.accept(context)));
  }

  /** Answers a call where there may be nothing of the kind. */
  public <Q, A> void onSearch(Call<Q, A> call, Function<Q, Optional<A>> work) {
    on(call, asked -> work.apply(asked).orElseThrow(Desk::absent));
  }

  /** Anything else. */
  public void onRequest(String method, String path, Consumer<Context> work) {
    add(method, path, context -> crowded(() -> work.accept(context)));
  }

  /** A run of a skill, which may take long: runs crowd out each other, and nothing else. */
  public void onRun(String method, String path, Consumer<Context> work) {
    add(method, path, context -> asRun(() -> work.accept(context)));
  }

  /** A look at how the host is, which has a place however crowded it is. */
  public void onProbe(String path, Consumer<Context> work) {
    add("GET", path, work);
  }

  /**
   * Something of which is known only when it is read what it is: it takes its place with {@link
   * #asRun}, {@link #asListener} or {@link #asRequest}.
   */
  public void onAny(String method, String path, Consumer<Context> work) {
    add(method, path, work);
  }

  /** With a place among the runs. */
  public void asRun(Runnable work) {
    var self = Thread.currentThread();
    try (var _ = runs.enter()) {
      running.add(self);
      work.run();
    } finally {
      running.remove(self);
    }
  }

  /** Interrupts the runs that are under way, where nobody waits for them any more. */
  public void giveUpRuns() {
    running.forEach(Thread::interrupt);
  }

  /** With a place among those that listen, of which no token has more than its share. */
  public void asListener(Context context, Runnable work) {
    try (var _ = listeners.enter(caller(context).name(), Limits.LISTENERS_EACH_MAX)) {
      work.run();
    }
  }

  /** With a place among all others. */
  public void asRequest(Runnable work) {
    crowded(work);
  }

  private void add(String method, String path, Consumer<Context> work) {
    routes.put(new Route(method, path), work);
  }

  public Set<Route> routes() {
    return routes.keySet();
  }

  /** Puts all of it on the server. */
  void open(RoutesConfig server) {
    routes.forEach((route, work) ->
        server.addHttpHandler(
            HandlerType.findOrCreate(route.method()),
            route.path(),
            context -> guarded(context, route, work)));
    server.exception(HttpResponseException.class, (e, context) -> astray(context, e.getStatus()));
  }

  /** Where there is no route. */
  private void astray(Context context, int status) {
    if (HandlerType.OPTIONS.equals(context.method()) && gate.welcome(context)) {
      answers.allow(context);
      return;
    }
    guarded(
        context,
        NOWHERE,
        _ -> {
          throw new Refusal(
              status,
              Problem.usage(
                  status == Refusal.METHOD_NOT_ALLOWED
                      ? "There is no such method for this path"
                      : "There is no such path",
                  "See GET /openapi.json for those that version 1 has"));
        });
  }

  public static Refusal absent() {
    return new Refusal(
        Refusal.NOT_FOUND,
        Problem.notFound(
            "What was asked for is not there", "Look at what there is: GET /v1/tasks"));
  }

  // ---- one request

  private void guarded(Context context, Route route, Consumer<Context> work) {
    var traveller = Traveller.enter(context);
    try {
      gate.welcome(context);
      admit(context, Need.of(route));
      work.accept(context);
    } catch (Refusal refusal) {
      answers.refuse(context, refusal);
    } catch (ProblemException e) {
      note(e, traveller.id());
      answers.refuse(context, Refusal.of(e.problem()));
    } catch (RuntimeException e) {
      log.broken(e, traveller.id());
      answers.refuse(context, Refusal.broken());
    } finally {
      Bodies.forget(context);
      log.visited(traveller.visit(context, route.path()));
    }
  }

  private void admit(Context context, Need need) {
    gate.admit(context, need).enter(context);
    context.attribute(NEED, need);
  }

  /**
   * Whether whoever sent this request would be let in now, too: who stays for long is asked again,
   * for a token may have been revoked. Who it is may have changed.
   */
  public boolean isWelcomeStill(Context context) {
    Need need = context.attribute(NEED);
    if (need == null) {
      return false;
    }
    try {
      admit(context, need);
      return true;
    } catch (Refusal | ProblemException _) {
      return false;
    }
  }

  private void note(ProblemException e, String requestId) {
    if (e.problem().kind() != Problem.Kind.USAGE && e.problem().kind() != Problem.Kind.NOT_FOUND) {
      log.broken(e, requestId);
    }
  }

  private void crowded(Runnable work) {
    try (var _ = crowd.enter()) {
      work.run();
    }
  }

  private <Q, A> void answer(Context context, Call<Q, A> call, Function<Q, A> work) {
    try (var body = bodies.read(context)) {
      Q asked = call.asked(parameters(context), body.bytes());
      answers.json(context, once(context, call, body.bytes(), () -> work.apply(asked)));
    }
  }

  private <Q, A> byte[] once(Context context, Call<Q, A> call, byte[] body, Supplier<A> work) {
    Optional<Remembered.Sign> sign =
        call.repeat() == Call.Repeat.FREELY ? Optional.empty() : sign(context);
    return sign.isEmpty()
        ? call.say(work.get())
        : remembered.once(sign.get(), call.path(), body, () -> call.say(carriedOut(work)));
  }

  /** What went wrong at the store is an outcome too, and is remembered with the others. */
  private <A> A carriedOut(Supplier<A> work) {
    try {
      return work.get();
    } catch (ProblemException e) {
      note(e, "");
      throw Refusal.of(e.problem());
    }
  }

  /** Who hears what happens. */
  public HostLog log() {
    return log;
  }

  /** Who sent this request. */
  public static Caller caller(Context context) {
    return Caller.of(context);
  }

  /** Under which the log has this request. */
  public static String requestId(Context context) {
    return Traveller.of(context).id();
  }

  /** Notes for the log which skill it is about. */
  public static void runs(Context context, String skill) {
    Traveller.of(context).runs(skill);
  }

  /** Tells the client, and the log, under which its run is found. */
  public static void traced(Context context, String traceId) {
    context.header(TRACE_HEADER, traceId);
    Traveller.of(context).traced(traceId);
  }

  public Body body(Context context) {
    return bodies.read(context);
  }

  private static Optional<Remembered.Sign> sign(Context context) {
    String key = context.header(Wire.KEY_HEADER);
    if (key == null) {
      return Optional.empty();
    }
    String tries = context.header(Wire.TRY_HEADER);
    String server = context.header(Wire.SERVER_HEADER);
    boolean again = tries != null && !tries.equals("1");
    return Optional.of(new Remembered.Sign(key, again, server == null ? "" : server));
  }

  private static Map<String, String> parameters(Context context) {
    var parameters = new HashMap<>(context.pathParamMap());
    context
        .queryParamMap()
        .forEach((name, values) -> {
          if (values.size() > 1 || parameters.containsKey(name)) {
            throw new Refusal(
                Refusal.BAD_REQUEST,
                Problem.usage(
                    "A parameter is given more than once", "Give each once, lists with commas"));
          }
          parameters.put(name, values.isEmpty() ? "" : values.getFirst());
        });
    return parameters;
  }
}
