package io.skillmill.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JsonTextTest {

  private static final int ROUNDS = 5_000;
  private static final String SIGNS =
      "ab\"\\/\n\r\t\b\f\0\u0001\u001f\u007f\u0080é漢\uD83D\uDE00\u2028";

  @Test
  void random_trees_are_written_as_the_library_writes_them() {
    long seed = Long.getLong("skillmill.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode tree = tree(random, 5);
      assertThat(Json.write(tree)).as("-Dskillmill.seed=%d", seed).isEqualTo(tree.toString());
      assertThat(new String(Json.utf8(tree), StandardCharsets.UTF_8))
          .as("-Dskillmill.seed=%d", seed)
          .isEqualTo(
              new String(tree.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
  }

  @Test
  void what_nests_deep_is_written_all_the_same() {
    ArrayNode deep = Json.array();
    for (int i = 0; i < 450; i++) {
      deep = Json.array().add(deep);
    }
    assertThat(Json.write(deep)).hasSize(902);
    assertThat(Json.utf8(deep)).hasSize(902);
  }

  @Test
  void what_outgrows_its_room_is_written_whole() {
    ObjectNode large = Json.object().put("a", "é\"".repeat(600_000)).put("b", 1);
    assertThat(new String(Json.utf8(large), StandardCharsets.UTF_8)).isEqualTo(large.toString());
  }

  @Test
  void a_small_object_is_equal_to_another_with_the_same_members_and_can_be_changed() {
    ObjectNode small = Json.small(1).put("a", 1).put("b", "x").put("a", 2);
    assertThat(small).isEqualTo(Json.object().put("a", 2).put("b", "x"));
    assertThat(small.hashCode()).isEqualTo(Json.object().put("a", 2).put("b", "x").hashCode());
    small.remove("a");
    small.putObject("c").put("d", true);
    small.properties().forEach(member -> assertThat(member.getValue()).isNotNull());
    assertThat(Json.write(small)).isEqualTo("{\"b\":\"x\",\"c\":{\"d\":true}}");
    assertThat(small.deepCopy()).isEqualTo(small);
  }

  private static JsonNode tree(Random random, int depth) {
    var nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 10 : 8)) {
      case 0 -> nodes.numberNode(random.nextInt());
      case 1 -> nodes.numberNode(random.nextLong());
      case 2 -> nodes.numberNode(random.nextGaussian() * 1e30);
      case 3 -> nodes.booleanNode(random.nextBoolean());
      case 4 -> nodes.nullNode();
      case 5, 6, 7 -> nodes.stringNode(text(random));
      case 8 -> array(random, depth);
      default -> object(random, depth);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = Json.array();
    for (int n = random.nextInt(4); n > 0; n--) {
      array.add(tree(random, depth - 1));
    }
    return array;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = random.nextBoolean() ? Json.object() : Json.small(2);
    for (int n = random.nextInt(4); n > 0; n--) {
      object.set(text(random), tree(random, depth - 1));
    }
    return object;
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int n = random.nextInt(8); n > 0; n--) {
      text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return text.toString();
  }
}
