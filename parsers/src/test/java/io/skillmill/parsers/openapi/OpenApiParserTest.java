package io.skillmill.parsers.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiParserTest {

  private static final String ORDERS =
      """
      openapi: 3.0.3
      info: {title: Orders, version: "1"}
      paths:
        /orders:
          post:
            operationId: addOrder
            requestBody:
              required: true
              content:
                application/json:
                  schema: {$ref: "#/components/schemas/Order"}
            responses: {"201": {description: Added}}
      components:
        schemas:
          Stamp: {type: string, readOnly: true}
          Order:
            type: object
            required: [id, item, note]
            properties:
              id: {type: string, readOnly: true, minLength: 8}
              added: {$ref: "#/components/schemas/Stamp"}
              item:
                type: object
                required: [code, price]
                properties:
                  code: {type: string}
                  price: {type: number, readOnly: true}
              note: {type: string, nullable: true}
      """;

  @Test
  void what_the_service_sets_itself_is_not_asked_of_a_caller() {
    JsonNode document = parse(ORDERS);
    assertThat(told(document, "rules"))
        .contains("\"item\" is given", "\"item.code\" is given", "\"note\" is a string or null")
        .doesNotContain("\"id\" is given", "\"id\" has at least 8 characters")
        .doesNotContain("\"item.price\" is given");
    assertThat(told(document, "directives"))
        .contains(
            "\"id\" is set by the service; leave it out",
            "\"added\" is set by the service; leave it out");
  }

  @Test
  void the_schema_of_the_tool_does_not_ask_for_it_either() {
    JsonNode body = parse(ORDERS).at("/tools/0/input_schema/properties/body");
    assertThat(body.path("properties").propertyNames()).containsExactly("item", "note");
    assertThat(body.path("required").valueStream().map(JsonNode::asString))
        .containsExactly("item", "note");
    assertThat(body.at("/properties/item/properties").propertyNames()).containsExactly("code");
    assertThat(body.at("/properties/item/required").valueStream().map(JsonNode::asString))
        .containsExactly("code");
  }

  @Test
  void nor_does_it_where_the_body_is_made_of_parts_and_forms() {
    JsonNode document =
        parse(
            """
            openapi: 3.0.3
            info: {title: Pets, version: "1"}
            paths:
              /pets:
                post:
                  requestBody: {content: {application/json: {schema: {
                    oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}],
                    discriminator: {propertyName: kind}}}}}
                  responses: {}
            components:
              schemas:
                Base: {type: object, required: [kind, id], properties:
                  {kind: {type: string}, id: {type: integer, readOnly: true}}}
                Cat: {allOf: [{$ref: "#/components/schemas/Base"}, {properties:
                  {owner: {$ref: "#/components/schemas/Base"}, kittens: {type: array, items:
                  {$ref: "#/components/schemas/Cat"}}}}]}
                Dog: {properties: {bark: {type: boolean}}}
            """);
    JsonNode body = document.at("/tools/0/input_schema/properties/body");
    JsonNode cat = body.at("/oneOf/0/allOf");
    assertThat(cat.path(0).path("required").toString()).isEqualTo("[\"kind\"]");
    assertThat(cat.path(0).path("properties").propertyNames()).containsExactly("kind");
    assertThat(cat.path(1).at("/properties/owner/properties").propertyNames())
        .containsExactly("kind");
    assertThat(body.at("/oneOf/1").toString()).isEqualTo("{\"$ref\":\"#/components/schemas/Dog\"}");
    assertThat(told(document, "directives")).contains("\"kind\" says which form the input has");
  }

  @Test
  void a_body_that_multiplies_is_copied_within_bounds() {
    var schemas = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      String next = "{$ref: \"#/components/schemas/S" + (i + 1) + "\"}";
      schemas.append("    S%d: {allOf: [%s]}\n".formatted(i, (next + ", ").repeat(6) + next));
    }
    JsonNode document =
        parse(
            """
            openapi: 3.0.3
            info: {title: Pets, version: "1"}
            paths: {/pets: {post: {responses: {}, requestBody: {content: {application/json:
              {schema: {$ref: "#/components/schemas/S0"}}}}}}}
            components:
              schemas:
                S12: {properties: {id: {type: string, readOnly: true}}}
            """
                + schemas);
    assertThat(document.path("tools").toString().length()).isLessThan(2_000_000);
  }

  private static List<String> told(JsonNode document, String kind) {
    return document
        .path("decomposition")
        .path(kind)
        .valueStream()
        .map(element -> element.path("description").asString())
        .toList();
  }

  private static JsonNode parse(String yaml) {
    var source = SkillSource.single("api.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    var parsed = (ParseResult.Parsed) new OpenApiParser().parse(source, Limits.DEFAULT);
    return parsed.document().json();
  }
}
