package io.skillmill.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class QuickSchemaTest {

  private static final int ROUNDS = 20_000;

  /** What a member or an element is replaced with. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "1.0",
          "0.5",
          "-3",
          "1e400",
          "\"\"",
          "\"x\"",
          "\"basic\"",
          "\"full\"",
          "\"a_001\"",
          "\"a_001\\n\"",
          "\"claude__skill__y\"",
          "\"claude__skill__y\\n\"",
          "\"2026-02-30T10:00:00Z\"",
          "\"2026-02-28T24:00:00Z\"",
          "\"2026-02-28T23:59:60Z\"",
          "\"2026-02-28T10:00:00.5+02:00\"",
          "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
          "[]",
          "[1]",
          "[\"x\"]",
          "{}",
          "{\"level\":\"full\"}",
          "{\"extra\":1}");

  @Test
  void a_sound_document_passes_without_the_full_check() {
    assertThat(DecompositionSchema.certainlyFits(DocumentCheckTest.sound())).isTrue();
  }

  @Test
  void whatever_passes_here_passes_the_full_check_too() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    int passed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      ObjectNode document = DocumentCheckTest.sound();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        change(document, random);
      }
      if (DecompositionSchema.certainlyFits(document)) {
        passed++;
        var findings = new ArrayList<Diagnostic>();
        DecompositionSchema.checkFully(document, findings);
        assertThat(findings).as("seed %d: %s", seed, document).isEmpty();
      }
    }
    assertThat(passed).as("seed %d", seed).isBetween(ROUNDS / 100, ROUNDS - ROUNDS / 100);
  }

  @Test
  void a_keyword_it_does_not_know_is_refused_when_it_is_built() {
    assertThatThrownBy(() -> QuickSchema.compile(Json.readOurs("{\"uniqueItems\":true}")))
        .hasMessageContaining("uniqueItems");
    assertThatThrownBy(() ->
            QuickSchema.compile(
                Json.readOurs(
                    "{\"if\":{\"properties\":{\"a\":{\"type\":\"string\"}}},"
                        + "\"then\":{},\"else\":{}}")))
        .hasMessageContaining("constants");
  }

  private static void change(ObjectNode document, Random random) {
    JsonNode node = document;
    while (!node.isEmpty()) {
      JsonNode child = child(node, random);
      if (!child.isContainer() || child.isEmpty() || random.nextInt(4) == 0) {
        break;
      }
      node = child;
    }
    JsonNode value = Json.readOurs(VALUES.get(random.nextInt(VALUES.size())));
    if (node instanceof ObjectNode object) {
      var names = new ArrayList<>(object.propertyNames());
      names.add("extra");
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(3) == 0) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value);
    }
  }

  private static JsonNode child(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      var names = new ArrayList<>(object.propertyNames());
      return object.get(names.get(random.nextInt(names.size())));
    }
    return node.get(random.nextInt(node.size()));
  }
}
