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
