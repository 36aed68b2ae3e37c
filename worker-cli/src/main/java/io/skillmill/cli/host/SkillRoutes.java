package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.exposition.Exposition;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.http.Refusal;
import io.skillmill.cli.telemetry.Journey;
import io.skillmill.cli.telemetry.TracePlace;
import io.skillmill.coordination.skills.Budget;
import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.graph.GraphText;
import io.skillmill.coordination.skills.graph.SkillGraph;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Reloaded;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.task.Counts;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of the hosted skills. */
final class SkillRoutes {

  private static final String CHAIN_HEADER = "Skillmill-Chain";

  private final Hosting hosting;
  private final Answers answers;
  private final String version;
  private static final InstantSource CLOCK = InstantSource.system();

  private final Surroundings around;
  private final HostLog log;
  private final OwnAddress address;
  private final Deferred deferred;

  /** What it works with beside the skills. */
  record Surroundings(Answers answers, HostLog log, SkillStore store, Skills.Conduct conduct) {

    /** They are no business of those to whom the store is closed. */
    Optional<Counts> tasks(Context context) {
      return Desk.caller(context).may(Right.STORE) ? Optional.of(store.counts()) : Optional.empty();
    }
  }

  SkillRoutes(Hosting hosting, Surroundings around, String version) {
    this.around = around;
    this.address = new OwnAddress(around.conduct().behindProxy());
    this.deferred = new Deferred(around.store(), around.answers(), around.conduct());
    this.log = around.log();
    this.hosting = hosting;
    this.answers = around.answers();
    this.version = version;
  }

  /** Runs come first: the server looks for the route of a request one by one. */
  void addTo(Desk desk) {
    desk.onRun("POST", "/skills/{mount}/run", context -> runMounted(desk, context));
    desk.onRun("POST", "/run", context -> runNamed(desk, context));
    desk.onRun("POST", "/skills/run", context -> runNamed(desk, context));
    page(desk, "/", context -> SkillPages.root(seen(context), version));
    desk.onProbe(
        "/health", context -> answers.json(context, Json.utf8(SkillPages.health(seen(context)))));
    byte[] alive = Json.utf8(Json.object().put("status", "ok"));
    desk.onProbe("/health/live", context -> answers.json(context, alive));
    desk.onProbe("/health/ready", this::ready);
    page(desk, "/skills", context -> SkillPages.list(seen(context)));
    page(
        desk,
        "/catalog",
        context -> SkillPages.catalog(seen(context), version, address.of(context)));
    page(
        desk,
        "/search",
        context -> SkillSearch.answer(seen(context), context, address.of(context)));
    page(desk, "/skills/{mount}/inventory", context -> SkillPages.inventory(mounted(context)));
    page(desk, "/skills/{mount}/schema", context -> SkillPages.schema(mounted(context)));
    page(desk, "/skills/{mount}/health", this::healthOfOne);
    page(
        desk, "/skills/{mount}/openapi.json", context -> AboutRoutes.description(mounted(context)));
    DocsPage.addTo(desk, answers);
    desk.onRequest("GET", "/metrics", this::metrics);
    desk.onRequest("GET", "/graph", this::graph);
    desk.onRequest("POST", "/reload", context -> reload(context, hosting::reload, false));
    desk.onRequest("POST", "/rediscover", context -> reload(context, hosting::rediscover, true));
  }

  private void page(Desk desk, String path, Function<Context, JsonNode> page) {
    desk.onRequest("GET", path, context -> answers.json(context, Json.utf8(page.apply(context))));
  }

  /** What is hosted, as far as it is there for who asks. */
  private Snapshot seen(Context context) {
    var caller = Desk.caller(context);
    var skills = hosting.snapshot();
    return caller.maySeeAll() ? skills : skills.only(caller::maySee);
  }

  private Mounted mounted(Context context) {
    return seen(context).at(context.pathParam("mount")).orElseThrow(SkillRoutes::absent);
  }

  /** Whoever may not run a skill is told so, whether there is one or not. */
  private static Mounted runnable(Context context, SkillSet skills) {
    String mount = context.pathParam("mount");
    var skill = Hosting.snapshot(skills).at(mount);
    Desk.caller(context).needSkill(mount, skill.map(Mounted::configName).orElse(mount));
    return skill.orElseThrow(SkillRoutes::absent);
  }

  /** The same by a name; those that are called from there on are nobody's business. */
  private static void checkRunnable(Context context, SkillSet skills, String name) {
    var skill = skills.find(name).map(HostedSkill::name).orElse(name);
    var mount =
        Hosting.snapshot(skills).mounted().stream()
            .filter(one -> one.configName().equals(skill))
            .map(Mounted::mount)
            .findFirst();
    Desk.caller(context).needSkill(skill, mount.orElse(skill));
  }

  private static Refusal absent() {
    return new Refusal(
        Refusal.NOT_FOUND,
        Problem.notFound("There is no such skill", "See GET /skills for those that there are"));
  }

  private ObjectNode healthOfOne(Context context) {
    var skill = mounted(context);
    var page = Json.object().put("status", "healthy").put("skill", skill.configName());
    skill.skill().code().ailment().ifPresent(why -> page.put("status", "ailing").put("error", why));
    return page;
  }

  /** Whether there is anything to serve: where each skill has failed, calls belong elsewhere. */
  private void ready(Context context) {
    var skills = hosting.snapshot();
    boolean ready = skills.failed().isEmpty() || !skills.mounted().isEmpty();
    answers.json(
        context,
        ready ? 200 : Refusal.UNAVAILABLE,
        Json.utf8(Json.object().put("status", ready ? "ready" : "failed")));
  }

  private void metrics(Context context) {
    answers.give(
        context,
        Exposition.TYPE,
        SkillMetrics.of(seen(context), around.tasks(context), log.tallies()));
  }

  private void graph(Context context) {
    String format = Optional.ofNullable(context.queryParam("format")).orElse("json");
    var writer = GraphText.FORMATS.get(format);
    if (writer == null) {
      throw new Refusal(
          Refusal.BAD_REQUEST,
          Problem.usage(
              "There is no such format of the graph",
              "Ask for format=" + String.join(", ", new TreeSet<>(GraphText.FORMATS.keySet()))));
    }
    byte[] text = writer.apply(SkillGraph.of(hosting.snapshot())).getBytes(StandardCharsets.UTF_8);
    String type = format.equals("json") ? Wire.JSON_TYPE : "text/plain; charset=utf-8";
    answers.give(context, type, text);
  }

  private void reload(Context context, Supplier<Reloaded> reloading, boolean tellsSkills) {
    try {
      var page = SkillPages.reloaded(reloading.get());
      if (tellsSkills) {
        page.set("skills", SkillPages.places(hosting.snapshot()));
      }
      answers.json(context, Json.utf8(page));
    } catch (ProblemException e) {
      if (e.problem().kind() == Problem.Kind.STORE) {
        throw e; // which store it is, and where, is not for clients
      }
      answers.json(
          context,
          Refusal.BROKEN,
          Json.utf8(
              Json.object()
                  .put("error", "Failed to reload skills: " + e.problem().what())
                  .put("remedy", e.problem().remedy())));
    }
  }

  // ---- runs

  private void runMounted(Desk desk, Context context) {
    var skill = runnable(context, hosting.engine().skills());
    Desk.runs(context, skill.mount());
    boolean trace = "1".equals(context.queryParam("trace"));
    long most = skill.skill().declaration().limits().requestBytes();
    RunRequest request;
    try (var body = desk.body(context)) {
      if (body.bytes().length > most) {
        fail(context, RunFailure.of(RunFailure.Kind.TOO_LARGE, tooLarge(most)));
        return;
      }
      request = RunForms.read(skill.address(), body.bytes(), trace);
    } catch (RunForms.UnreadableException e) {
      fail(context, e.failure());
      return;
    }
    // A worker knows skills by their names.
    var named = new RunRequest(skill.configName(), request.input(), request.terms());
    if (deferred.take(context, named)) {
      return;
    }
    try (var stay = hosting.engine().stay()) {
      runnable(context, stay.skills()); // what runs may be another by now, with another name
      answer(context, run(context, request, stay)); // the place of a large body is free again
    }
  }

  private static String tooLarge(long most) {
    return "The input has more than the %d bytes that the skill takes".formatted(most);
  }

  /** Within the trace that the caller may have begun; all its calls are told to who hears it. */
  private RunAnswer run(Context context, RunRequest request, SkillEngine.Stay stay) {
    var place = TracePlace.of(context.header(TracePlace.HEADER));
    boolean told = log.wantsRuns() && place.sampled();
    var began = CLOCK.instant();
    var terms =
        request.terms().within(place.traceId(), place.header(), told).by(RunRequest.Door.HTTP);
    var own = new RunRequest(request.skill(), request.input(), terms);
    var answer = stay.run(own, Budget.UNBOUNDED, above(context));
    Desk.traced(context, answer.traceId());
    if (told) {
      answer.trace().ifPresent(calls -> log.ran(new Journey(place, began, calls)));
    }
    return request.terms().wantsTrace() ? answer : answer.withoutTrace();
  }

  private void answer(Context context, RunAnswer answer) {
    switch (answer) {
      case RunAnswer.Done done -> answers.json(context, Json.utf8(RunForms.done(done)));
      case RunAnswer.Failed failed ->
          fail(
              context,
              failed.failure(),
              RunForms.failed(failed.failure(), failed.traceId(), failed.trace()));
    }
  }

  /**
   * The skills of other hosts that wait for this answer. Who may run a skill is on this machine or
   * has a token, and can refuse a run to nobody but itself with it.
   */
  private static List<String> above(Context context) {
    String chain = Optional.ofNullable(context.header(CHAIN_HEADER)).orElse("");
    return Stream.of(chain.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private void fail(Context context, RunFailure failure) {
    fail(context, failure, RunForms.failed(failure, "", Optional.empty()));
  }

  private void fail(Context context, RunFailure failure, ObjectNode page) {
    int status = RunForms.status(failure);
    if (status == Refusal.TOO_MANY || status == Refusal.UNAVAILABLE) {
      context.header("Retry-After", Long.toString(RunForms.retryAfterSeconds(failure)));
    }
    page.put("request_id", Desk.requestId(context));
    answers.json(context, status, Json.utf8(page));
  }

  /** The form with a name and arguments, which answers 200 for a skill that failed, too. */
  private void runNamed(Desk desk, Context context) {
    RunRequest request;
    try (var body = desk.body(context)) {
      var tree = RunForms.object("", RunForms.tree(body.bytes()));
      if (!tree.path("name").isString()) {
        throw new RunForms.UnreadableException("name", "'name' must be the name of a skill");
      }
      String name = tree.path("name").asString();
      checkRunnable(context, hosting.engine().skills(), name);
      var input = tree.has("args") ? RunForms.object("args", tree.path("args")) : Json.object();
      request = RunRequest.of(name, input);
    } catch (RunForms.UnreadableException e) {
      fail(context, e.failure());
      return;
    }
    try (var stay = hosting.engine().stay()) {
      checkRunnable(context, stay.skills(), request.skill());
      stay.skills().find(request.skill()).ifPresent(skill -> Desk.runs(context, skill.name()));
      named(context, run(context, request, stay));
    }
  }

  private void named(Context context, RunAnswer answer) {
    var page = Json.object();
    switch (answer) {
      case RunAnswer.Done done -> {
        page.put("success", true).set("result", done.output());
        page.putNull("error");
      }
      case RunAnswer.Failed failed -> {
        if (failed.failure().kind() == RunFailure.Kind.UNKNOWN_SKILL
            && failed.failure().chain().size() == 1) {
          fail(context, failed.failure());
          return;
        }
        page.put("success", false).putNull("result");
        page.put("error", failed.failure().message());
        page.set("failure", failed.failure().toJson());
      }
    }
    answers.json(context, Json.utf8(page));
  }
}
