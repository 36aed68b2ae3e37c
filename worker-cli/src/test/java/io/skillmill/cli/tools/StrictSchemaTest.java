package io.skillmill.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is told as strict says the same as the schema that it was made of. */
@Timeout(300)
class StrictSchemaTest {

  private static final int SCHEMAS = 1_000;
  private static final int VALUES = 8;

  /** So many ways to write down a value are tried. */
  private static final int WAYS_MAX = 200;

  private static Optional<ObjectNode> strict(ObjectNode schema, ToolFormat format) {
    try {
      return Optional.of(format.strict(schema.deepCopy()));
    } catch (StrictSchema.LooseException _) {
      return Optional.empty();
    }
  }

  @Test
  void what_a_schema_takes_can_be_said_and_what_can_be_said_is_taken() throws Exception {
    long seed = new Random().nextLong();
    var schemas = new RandomSchemas(new Random(seed));
    int told = 0;
    int said = 0;
    int taken = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      ObjectNode schema = schemas.root();
      for (ToolFormat format : List.of(ToolFormat.OPENAI, ToolFormat.MCP)) {
        var strict = strict(schema, format);
        if (strict.isEmpty()) {
          continue;
        }
        told++;
        for (int j = 0; j < VALUES; j++) {
          String place = "seed %d: %s as %s".formatted(seed, Json.write(schema), strict.get());
          said += said(schemas, schema, strict.get(), place);
          taken += taken(schemas, schema, strict.get(), place);
        }
      }
    }
    System.out.printf(
        "seed %d: %d strict schemas, %d values said, %d taken%n", seed, told, said, taken);
    assertThat(told).as("seed %d", seed).isGreaterThan(SCHEMAS / 5);
    assertThat(said).as("seed %d", seed).isGreaterThan(told);
    assertThat(taken).as("seed %d", seed).isGreaterThan(told);
  }

  /** What the original takes can be written down, with null for what is left out. */
  private static int said(
      RandomSchemas schemas, ObjectNode schema, ObjectNode strict, String place) {
    try {
      JsonNode value = schemas.value(schema, schema, 0);
      if (!value.isObject() || !Shape.of(schema).flaws(value).isEmpty()) {
        return 0;
      }
      var shape = Shape.of(strict);
      assertThat(ways(strict, strict, value).filter(way -> shape.flaws(way).isEmpty()).findAny())
          .as("%s cannot say %s", place, value)
          .isPresent();
      return 1;
    } catch (RandomSchemas.EndlessException _) {
      return 0;
    }
  }

  /** What is written down is taken once what is null is left out; a choice at the root narrows. */
  private static int taken(
      RandomSchemas schemas, ObjectNode schema, ObjectNode strict, String place) {
    try {
      JsonNode value = schemas.value(strict, strict, 0);
      boolean narrowed =
          Stream.of("anyOf", "oneOf", "allOf", "$ref").anyMatch(schema::has)
              || Json.write(schema).contains("\"#\"");
      if (narrowed || !Shape.of(strict).flaws(value).isEmpty()) {
        return 0;
      }
      var shape = Shape.of(schema);
      ObjectNode settled = shape.settle((ObjectNode) value);
      assertThat(shape.flaws(settled)).as("%s says %s", place, value).isEmpty();
      return 1;
    } catch (RandomSchemas.EndlessException _) {
      return 0;
    }
  }

  // ---- how a model would write a value

  private static Stream<JsonNode> ways(JsonNode root, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      return ways(root, root.at(schema.path("$ref").asString().substring(1)), value);
    }
    if (schema.has("anyOf")) {
      return schema
          .path("anyOf")
          .valueStream()
          .flatMap(branch -> ways(root, branch, value))
          .distinct()
          .limit(WAYS_MAX);
    }
    if (!Shape.of(Json.object().set("type", schema.path("type"))).flaws(value).isEmpty()) {
      return Stream.empty();
    }
    return switch (value) {
      case ObjectNode object when schema.has("properties") -> objects(root, schema, object);
      case ArrayNode list when schema.has("items") -> lists(root, schema.path("items"), list);
      default -> Stream.of(value);
    };
  }

  private static Stream<JsonNode> objects(JsonNode root, JsonNode schema, ObjectNode value) {
    var names = schema.path("properties");
    boolean known = value.propertyNames().stream().allMatch(names::has);
    List<ObjectNode> made = known ? List.of(value) : List.of();
    for (var member : schema.path("properties").properties()) {
      String name = member.getKey();
      JsonNode given = value.has(name) ? value.path(name) : Json.object().nullNode();
      List<JsonNode> inner = ways(root, member.getValue(), given).limit(WAYS_MAX).toList();
      var next = new ArrayList<ObjectNode>();
      for (ObjectNode each : made) {
        inner.forEach(way -> next.add(each.deepCopy().set(name, way)));
      }
      made = next.subList(0, Math.min(WAYS_MAX, next.size()));
    }
    return made.stream().map(each -> (JsonNode) each);
  }

  private static Stream<JsonNode> lists(JsonNode root, JsonNode items, ArrayNode value) {
    List<ArrayNode> made = List.of(value.arrayNode());
    for (JsonNode item : value) {
      var inner = ways(root, items, item).limit(WAYS_MAX).toList();
      var next = new ArrayList<ArrayNode>();
      for (ArrayNode each : made) {
        inner.forEach(way -> next.add(each.deepCopy().add(way)));
      }
      made = next.subList(0, Math.min(WAYS_MAX, next.size()));
    }
    return made.stream().map(each -> (JsonNode) each);
  }
}
