package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.Refusal;
import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.skills.registry.SkillRegistry;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes in skills while the host runs, shows what was taken in, and takes it out again. */
final class RegistryRoutes {

  private static final int BODY_BYTES_MAX = 4 << 20;

  private final Registrar registrar;
  private final Answers answers;
  private final boolean allowed;

  /**
   * Routes to a registrar.
   *
   * @param allowed whether clients without a token may change anything
   */
  RegistryRoutes(Registrar registrar, Answers answers, boolean allowed) {
    this.registrar = registrar;
    this.answers = answers;
    this.allowed = allowed;
  }

  void addTo(Desk desk) {
    desk.onRequest("POST", "/skills/register", context -> register(desk, context));
    desk.onRequest("GET", "/skills/{mount}/code", this::code);
    desk.onRequest("GET", "/skills/{mount}/versions", this::versions);
    desk.onRequest("POST", "/skills/{mount}/rollback", context -> rollback(desk, context));
    desk.onRequest("DELETE", "/skills/{mount}", this::remove);
  }

  private void refuseUnlessAllowed(Context context) {
    if (!allowed && Desk.caller(context).name().isEmpty()) {
      throw new Refusal(
          Refusal.FORBIDDEN,
          Problem.usage(
              "This host takes no skills over HTTP",
              "Start it with --register, or show a token with the right 'admin', or register the"
                  + " skill on its machine with 'skillmill skill register'"));
    }
  }

  /** Who changes something, for the history. */
  private static String by(Context context) {
    String name = Desk.caller(context).name();
    return name.isEmpty() ? "http" : name;
  }

  // ---- changes

  private void register(Desk desk, Context context) {
    refuseUnlessAllowed(context);
    changed(
        desk,
        context,
        "",
        sent -> {
          var application = Application.read(sent);
          var outcome = registrar.register(application, by(context));
          boolean created =
              outcome instanceof Outcome.Accepted accepted
                  && accepted.fresh()
                  && !application.brief();
          answer(context, outcome, created ? Refusal.CREATED : Refusal.OK);
        });
  }

  private void rollback(Desk desk, Context context) {
    refuseUnlessAllowed(context);
    String name = context.pathParam("mount");
    changed(
        desk,
        context,
        name,
        sent -> {
          var revision = RegistryPages.revision(registrar.registry(), name, sent);
          answer(context, registrar.rollback(name, revision, by(context)), Refusal.OK);
        });
  }

  private void remove(Context context) {
    refuseUnlessAllowed(context);
    answer(context, registrar.remove(context.pathParam("mount"), by(context)), Refusal.OK);
  }

  /** What is done with a body. */
  private interface Deed {
    void with(JsonNode sent);
  }

  private void changed(Desk desk, Context context, String name, Deed deed) {
    try (var body = desk.body(context)) {
      if (body.bytes().length > BODY_BYTES_MAX) {
        throw new Refusal(
            Refusal.TOO_LARGE,
            Problem.usage(
                "A skill may have %d bytes".formatted(BODY_BYTES_MAX), "Split it into several"));
      }
      deed.with(Json.read(body.bytes()));
    } catch (Json.MalformedException e) {
      refuse(
          context,
          name,
          "The body is not JSON: line %d, column %d: %s"
              .formatted(e.line(), e.column(), e.getMessage()));
    } catch (ProblemException e) {
      if (e.problem().kind() != Problem.Kind.USAGE) {
        throw e;
      }
      refuse(context, name, e.problem().toString());
    }
  }

  private void refuse(Context context, String name, String why) {
    answer(context, new Outcome.Refused(name, Outcome.Why.UNSOUND, why), Refusal.OK);
  }

  private void answer(Context context, Outcome outcome, int good) {
    int status =
        switch (outcome) {
          case Outcome.Accepted _ -> good;
          case Outcome.Refused refused ->
              switch (refused.why()) {
                case UNSOUND -> Refusal.OTHER_BODY;
                case TAKEN, CHANGED -> Refusal.CONFLICT;
                case ABSENT -> Refusal.NOT_FOUND;
              };
        };
    answers.json(context, status, Json.utf8(RegistryPages.outcome(outcome)));
  }

  // ---- looks

  private void code(Context context) {
    found(
        context,
        registry ->
            RegistryPages.wanted(registry, context.pathParam("mount"), wish(context))
                .map(RegistryPages::code));
  }

  private void versions(Context context) {
    found(context, registry -> RegistryPages.versions(registry, context.pathParam("mount")));
  }

  /** Which revision the query names. */
  private static ObjectNode wish(Context context) {
    var wish = Json.object();
    for (String name : RegistryPages.WISHES) {
      Optional.ofNullable(context.queryParam(name)).ifPresent(value -> wish.put(name, value));
    }
    return wish;
  }

  private void found(Context context, Function<SkillRegistry, Optional<ObjectNode>> look) {
    var page = look.apply(registrar.registry());
    String name = context.pathParam("mount");
    answers.json(
        context,
        page.isPresent() ? Refusal.OK : Refusal.NOT_FOUND,
        Json.utf8(page.orElseGet(() -> Json.object().put("detail", absence(name)))));
  }

  private String absence(String name) {
    boolean configured =
        registrar.hosting().snapshot().at(name).filter(each -> !each.isGuest()).isPresent();
    return configured
        ? "'%s' is named by the host's configuration, and was not registered".formatted(name)
        : "Skill not found: " + name;
  }
}
