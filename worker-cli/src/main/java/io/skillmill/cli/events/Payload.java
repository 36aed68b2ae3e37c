package io.skillmill.cli.events;

import io.skillmill.coordination.skills.SkillEngine.Ended;
import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What went into a run and what came of it, within bounds and without secrets. */
final class Payload {

  /** What is larger is left out, and said to be. */
  static final int BYTES_MAX = 4 << 10;

  /** Shorter ones stand in every other word. */
  private static final int SECRET_CHARS_MIN = 4;

  private Payload() {}

  static ObjectNode of(Ended run) {
    var page = Json.object();
    put(page, "input", run.request().input());
    switch (run.answer()) {
      case RunAnswer.Done done -> put(page, "output", done.output());
      case RunAnswer.Failed failed -> page.put("error", failed.failure().message());
    }
    var secrets =
        run.secrets().stream().filter(secret -> secret.length() >= SECRET_CHARS_MIN).toList();
    var told = (ObjectNode) without(page, secrets);
    Redaction.of(Json.write(told)).redactTree(told);
    return told;
  }

  private static void put(ObjectNode page, String name, JsonNode value) {
    byte[] written = Json.utf8(value);
    if (written.length > BYTES_MAX) {
      page.withArrayProperty("left_out").add(name);
    } else {
      page.set(name, Json.readOurs(new String(written, StandardCharsets.UTF_8)));
    }
  }

  private static JsonNode without(JsonNode node, Collection<String> secrets) {
    if (secrets.isEmpty()) {
      return node;
    }
    return switch (node) {
      case ObjectNode object -> {
        var page = Json.object();
        object
            .properties()
            .forEach(each ->
                page.set(Voice.without(each.getKey(), secrets), without(each.getValue(), secrets)));
        yield page;
      }
      case ArrayNode array -> {
        var list = Json.array();
        array.forEach(each -> list.add(without(each, secrets)));
        yield list;
      }
      default -> scalar(node, secrets);
    };
  }

  private static JsonNode scalar(JsonNode node, Collection<String> secrets) {
    if (node.isString() || node.isNumber()) {
      String text = node.asString();
      String plain = Voice.without(text, secrets);
      return plain.equals(text) ? node : Json.array().add(plain).get(0);
    }
    return node;
  }
}
