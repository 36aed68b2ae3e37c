package io.skillmill.cli.drafts;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.Refusal;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.coordination.skills.generating.Drafts;
import io.skillmill.coordination.skills.generating.Generated;
import io.skillmill.coordination.skills.generating.Generator;
import io.skillmill.coordination.skills.generating.SkillWish;
import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Has skills written over HTTP, and decided about. */
public final class DraftRoutes {

  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final int BAD_GATEWAY = 502;
  private static final int ID_DIGITS_MAX = 18;

  private final Registrar registrar;
  private final Drafts drafts;
  private final Optional<Generator> generator;
  private final Terms terms;

  /**
   * How they are open to others.
   *
   * @param told makes a tree of what came of a decision
   * @param allowed whether clients without a token may change anything
   */
  public record Terms(Answers answers, Function<Outcome, ObjectNode> told, boolean allowed) {}

  public DraftRoutes(
      Registrar registrar, Drafts drafts, Optional<Generator> generator, Terms terms) {
    this.registrar = registrar;
    this.drafts = drafts;
    this.generator = generator;
    this.terms = terms;
  }

  public void addTo(Desk desk) {
    desk.onRun("POST", "/skills/generate", context -> generate(desk, context));
    desk.onRequest("GET", "/drafts", context -> give(context, Refusal.OK, list(context)));
    desk.onRequest("GET", "/drafts/{id}", this::show);
    desk.onRequest(
        "POST",
        "/drafts/{id}/approve",
        context -> {
          refuseUnlessAllowed(context);
          answer(context, drafts.approve(id(context), registrar, by(context)));
        });
    desk.onRequest("POST", "/drafts/{id}/reject", this::reject);
  }

  private void refuseUnlessAllowed(Context context) {
    if (!terms.allowed() && Desk.caller(context).name().isEmpty()) {
      throw new Refusal(
          Refusal.FORBIDDEN,
          Problem.usage(
              "This host takes no skills over HTTP",
              "Start it with --register, or show a token with the right 'admin'"));
    }
  }

  private static String by(Context context) {
    String name = Desk.caller(context).name();
    return name.isEmpty() ? "http" : name;
  }

  private void give(Context context, int status, ObjectNode page) {
    terms.answers().json(context, status, Json.utf8(page));
  }

  // ---- writing

  private void generate(Desk desk, Context context) {
    refuseUnlessAllowed(context);
    var writer =
        generator.orElseThrow(() ->
            new Refusal(
                Refusal.UNAVAILABLE,
                Problem.usage(
                    "This host asks no language model",
                    "Start it with %s, or %s and %s"
                        .formatted(
                            ModelAddress.KEY_VARIABLE,
                            ModelAddress.URL_VARIABLE,
                            ModelAddress.MODEL_VARIABLE))));
    try {
      JsonNode sent = sent(desk, context);
      var generated = writer.generate(SkillWish.read(sent), by(context));
      boolean approved = sent.path("approve").asBoolean(false);
      if (approved && generated instanceof Generated.Kept kept) {
        var outcome = drafts.approve(kept.draft(), registrar, by(context));
        give(context, status(outcome, Refusal.CREATED), approved(kept, outcome));
      } else {
        give(context, status(generated), DraftPages.generated(generated));
      }
    } catch (ProblemException e) {
      if (e.problem().kind() != Problem.Kind.USAGE) {
        throw e;
      }
      throw new Refusal(Refusal.OTHER_BODY, e.problem());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Refusal(
          Refusal.UNAVAILABLE, Problem.usage("The server is about to stop", "Ask again later"));
    }
  }

  private ObjectNode approved(Generated.Kept kept, Outcome outcome) {
    var page = terms.told().apply(outcome).put("draft", kept.draft());
    page.put("state", outcome instanceof Outcome.Accepted ? Drafts.APPROVED : Drafts.DRAFT);
    return page.set("usage", kept.usage().toJson());
  }

  private JsonNode sent(Desk desk, Context context) {
    try (var body = desk.body(context)) {
      if (body.bytes().length > BODY_BYTES_MAX) {
        throw new Refusal(
            Refusal.TOO_LARGE,
            Problem.usage(
                "A wish may have %d bytes".formatted(BODY_BYTES_MAX), "Say it in fewer words"));
      }
      return Json.read(body.bytes());
    } catch (Json.MalformedException e) {
      throw Problem.usage(
              "The body is not JSON: line %d, column %d".formatted(e.line(), e.column()),
              "Send {\"description\": \"…\"}")
          .asException();
    }
  }

  private static int status(Generated generated) {
    return switch (generated) {
      case Generated.Kept _ -> Refusal.CREATED;
      case Generated.Unfit _ -> Refusal.OTHER_BODY;
      case Generated.Unheard _ -> BAD_GATEWAY;
    };
  }

  // ---- looks

  private ObjectNode list(Context context) {
    String state = Optional.ofNullable(context.queryParam("state")).orElse("");
    return DraftPages.list(drafts.list(state));
  }

  private void show(Context context) {
    var draft = drafts.find(id(context)).orElseThrow(DraftRoutes::absent);
    give(context, Refusal.OK, DraftPages.whole(draft));
  }

  private static Refusal absent() {
    return new Refusal(
        Refusal.NOT_FOUND,
        Problem.notFound("There is no such draft", "See GET /drafts for those that there are"));
  }

  private static long id(Context context) {
    String text = context.pathParam("id");
    boolean digits =
        !text.isEmpty()
            && text.length() <= ID_DIGITS_MAX
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits) {
      throw absent();
    }
    return Long.parseLong(text);
  }

  // ---- decisions

  private void reject(Context context) {
    refuseUnlessAllowed(context);
    long id = id(context);
    if (!drafts.reject(id, by(context))) {
      var draft = drafts.find(id).orElseThrow(DraftRoutes::absent);
      throw new Refusal(
          Refusal.CONFLICT, Problem.usage(Drafts.undecidable(draft), "Look at GET /drafts"));
    }
    give(
        context,
        Refusal.OK,
        Json.object().put("success", true).put("draft", id).put("state", Drafts.REJECTED));
  }

  private void answer(Context context, Outcome outcome) {
    give(context, status(outcome, Refusal.OK), terms.told().apply(outcome));
  }

  private static int status(Outcome outcome, int good) {
    return switch (outcome) {
      case Outcome.Accepted _ -> good;
      case Outcome.Refused refused ->
          switch (refused.why()) {
            case UNSOUND -> Refusal.OTHER_BODY;
            case TAKEN, CHANGED -> Refusal.CONFLICT;
            case ABSENT -> Refusal.NOT_FOUND;
          };
    };
  }
}
