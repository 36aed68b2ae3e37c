package io.skillmill.coordination.skills.javascript;

import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One call, held with a realm: it may ask for other skills until it gives its output. */
final class Conversation implements Host {

  /** How many failures of called skills can still be passed on as they were made. */
  private static final int FAILURES_MAX = 100;

  /** A call, or a failure, may be told in so many bytes; as a tree it takes many times the room. */
  private static final int CALL_BYTES_MAX = 2 << 20;

  private static final String HEARD = "null";

  /**
   * What the realm is told at the start.
   *
   * @param seed what chance grows from
   */
  record Opening(ObjectNode input, ArrayNode seed) {}

  /** Whose call it is, and where what it says along the way is heard. */
  record Speaker(SkillDeclaration declaration, Voice voice) {}

  private final SkillDeclaration declaration;
  private final SkillContext context;
  private final Opening opening;
  private final Place place;
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Chatter chatter;
  private final Map<Integer, SkillException> failures = new LinkedHashMap<>();
  private int asks;
  private @Nullable JsonNode output;

  Conversation(Speaker speaker, SkillContext context, Opening opening, Place place) {
    this.declaration = speaker.declaration();
    this.context = context;
    this.opening = opening;
    this.place = place;
    for (CredentialNeed need : declaration.credentials()) {
      context.credential(need.name()).ifPresent(secret -> secrets.put(need.name(), secret));
    }
    this.chatter = new Chatter(speaker.voice(), secrets.values());
  }

  /** What came of it, once the realm has nothing more to do. */
  JsonNode output() throws SkillException {
    if (output == null) {
      throw SkillException.broken(
          "NeverSettled",
          "The promise that '%s' gave was never kept".formatted(declaration.name()));
    }
    return output;
  }

  @Override
  public String asked(String what, Said said) throws SkillException, InterruptedException {
    return switch (what) {
      case "begin" -> {
        var begin = Json.object();
        begin.set("input", opening.input());
        begin.set("seed", opening.seed());
        yield Json.write(begin);
      }
      case "credential" -> credential(read(said).asString(""));
      case "traceparent" -> orNull(context.traceparent());
      case "log" -> {
        chatter.say(said);
        yield HEARD;
      }
      case "call" -> made(read(said));
      case "output" -> settled(said);
      case "failed" -> throw failure(read(said));
      default -> throw outOfStep();
    };
  }

  private static JsonNode read(Said said) throws SkillException {
    if (said.bytes() > CALL_BYTES_MAX) {
      throw SkillException.refused(
          "What the skill says to the host may have %d bytes".formatted(CALL_BYTES_MAX));
    }
    try {
      return Json.read(said.text().get());
    } catch (Json.MalformedException e) {
      throw outOfStep();
    }
  }

  private static SkillException outOfStep() {
    return SkillException.broken("ProtocolError", "The skill tampered with what the host gave it");
  }

  private String credential(String name) {
    return orNull(Optional.ofNullable(secrets.get(name)));
  }

  private static String orNull(Optional<String> text) {
    var told = Json.array();
    text.ifPresentOrElse(told::add, told::addNull);
    return Json.write(told.path(0));
  }

  // ---- how it ends

  private String settled(Said said) throws SkillException {
    long most = declaration.limits().responseBytes();
    if (said.bytes() > most) {
      throw SkillException.broken(
          "OutputTooLarge",
          "'%s' answered with more than %d bytes".formatted(declaration.name(), most));
    }
    if (output == null) {
      try {
        output = Json.read(said.text().get());
      } catch (Json.MalformedException e) {
        throw SkillException.broken(
            "InvalidOutput", "What the skill gave is nested too deeply, or no JSON");
      }
    }
    return HEARD;
  }

  private SkillException failure(JsonNode told) {
    var passedOn = failures.get(told.path("failure_of").asInt(-1));
    if (passedOn != null) {
      return passedOn;
    }
    String message = chatter.without(told.path("message").asString(""));
    if (told.path("refused").asBoolean(false)) {
      return SkillException.refused(message.isBlank() ? "The skill refused the input" : message);
    }
    return SkillException.broken(
        told.path("type").asString("Error"),
        message.isBlank() ? "The skill broke without a word" : message);
  }

  /** An error that arose when the function had returned already, as its author spoke of it. */
  SkillException uncaught(SkillException e) {
    String told = e.failure().message().lines().findFirst().orElse("");
    return SkillException.broken("Error", chatter.without(told));
  }

  // ---- calls of other skills

  private String made(JsonNode said) throws SkillException, InterruptedException {
    int ask = asks++;
    var answer = Json.object().put("ask", ask);
    place.leave();
    try {
      if (said.has("calls")) {
        var calls = new ArrayList<SkillContext.Call>();
        said.path("calls").forEach(each -> calls.add(call(each)));
        var outputs = answer.putArray("outputs");
        context.callAll(calls).forEach(outputs::add);
      } else {
        var call = call(said);
        answer.set("output", context.call(call.skill(), call.input()));
      }
    } catch (SkillException e) {
      if (failures.size() < FAILURES_MAX) {
        failures.put(ask, e);
      }
      answer.set("failure", e.failure().toJson());
    } finally {
      place.comeBack();
    }
    return Json.write(answer);
  }

  private static SkillContext.Call call(JsonNode json) {
    var input = json.path("input") instanceof ObjectNode object ? object : Json.object();
    return new SkillContext.Call(json.path("skill").asString(""), input);
  }
}
