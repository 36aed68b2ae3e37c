package io.skillmill.parsers.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.functions.FunctionToolsParser;
import io.skillmill.parsers.mcp.McpToolsParser;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What schemas of inputs demand, as tools of many makers write them. */
class InputRulesTest {

  @Test
  void a_reference_counts_from_the_schema_that_it_stands_in() {
    assertThat(
            rules(
                new McpToolsParser(),
                """
                {"tools": [{"name": "f", "inputSchema": {"type": "object",
                  "$defs": {"Kind": {"type": "string", "enum": ["a", "b"]}},
                  "properties": {"kind": {"$ref": "#/$defs/Kind"}}}}]}
                """))
        .contains("\"kind\" is a string", "\"kind\" is one of \"a\", \"b\"");
  }

  @Test
  void a_reference_may_count_from_the_file() {
    assertThat(
            rules(
                new McpToolsParser(),
                """
                {"kinds": {"Kind": {"type": "integer"}}, "tools": [{"name": "f", "inputSchema":
                  {"type": "object", "properties": {"kind": {"$ref": "#/kinds/Kind"}}}}]}
                """))
        .contains("\"kind\" is an integer");
  }

  @Test
  void what_stands_beside_a_reference_holds_too() {
    assertThat(
            mcp(
                """
                {"$defs": {"Kind": {"type": "string"}},
                 "properties": {"kind": {"$ref": "#/$defs/Kind", "maxLength": 5}}}
                """))
        .contains("\"kind\" is a string", "\"kind\" has at most 5 characters");
  }

  @Test
  void types_in_capitals_and_bounds_that_are_out_are_read() {
    assertThat(
            rules(
                new FunctionToolsParser(),
                """
                [{"functionDeclarations": [{"name": "f", "description": "Sets it.", "parameters":
                  {"type": "OBJECT", "properties": {"n": {"type": "INTEGER", "minimum": 1,
                   "exclusiveMinimum": true, "maximum": 9}}}}]}]
                """))
        .contains("\"n\" is an integer", "\"n\" is more than 1", "\"n\" is at most 9");
  }

  @Test
  void an_input_that_may_be_null_keeps_its_other_constraints() {
    assertThat(
            mcp(
                """
                {"$defs": {"Kind": {"enum": ["a", "b"]}}, "properties": {
                  "name": {"anyOf": [{"type": "string", "maxLength": 5}, {"type": "null"}]},
                  "kind": {"oneOf": [{"type": "null"}, {"$ref": "#/$defs/Kind"}]},
                  "size": {"type": "integer", "nullable": true}}}
                """))
        .contains(
            "\"name\" is a string or null",
            "\"name\" has at most 5 characters, unless \"name\" is null",
            "\"kind\" is one of \"a\", \"b\", unless \"kind\" is null",
            "\"size\" is an integer or null");
  }

  @Test
  void each_of_several_forms_is_told() {
    assertThat(
            mcp(
                """
                {"properties": {
                  "id": {"oneOf": [{"type": "string", "minLength": 2}, {"type": "integer", "minimum": 1}]},
                  "pay": {"anyOf": [
                    {"title": "Card", "type": "object", "required": ["number"]},
                    {"type": "object", "properties": {"iban": {"type": "string"}}}]}},
                 "anyOf": [{"required": ["id"]}, {"required": ["pay"]}]}
                """))
        .contains(
            "\"id\" is a string or an integer",
            "\"id\" has at least 2 characters, where \"id\" is a string",
            "\"id\" is at least 1, where \"id\" is an integer",
            "\"pay\" is in one of 2 forms",
            "\"pay.number\" is given, where \"pay\" is in form 1 (Card)",
            "\"pay.iban\" is a string, where \"pay\" is in form 2",
            "the input is in one of 2 forms",
            "\"id\" is given, where the input is in form 1",
            "\"pay\" is given, where the input is in form 2");
  }

  @Test
  void all_parts_of_an_input_count() {
    assertThat(
            mcp(
                """
                {"$defs": {"Kind": {"type": "string", "enum": ["a", "b"]}}, "properties": {
                  "kind": {"allOf": [{"$ref": "#/$defs/Kind"}, {"minLength": 1}], "default": "a"}}}
                """))
        .contains(
            "\"kind\" is a string",
            "\"kind\" is one of \"a\", \"b\"",
            "\"kind\" has at least 1 characters");
  }

  @Test
  void a_part_may_require_what_another_part_has() {
    assertThat(
            told(
                new McpToolsParser(),
                tool(
                    """
                    {"type": "object", "allOf": [{"properties": {"a": {"type": "string"}}},
                      {"properties": {"b": {}}, "required": ["a", "b"]}]}
                    """)))
        .extracting(Diagnostic::rule)
        .doesNotContain("input-required-unknown");
  }

  @Test
  void conditions_are_told_with_what_depends_on_them() {
    assertThat(
            mcp(
                """
                {"properties": {"kind": {}, "to": {}, "cc": {}},
                 "if": {"properties": {"kind": {"const": "mail"}}, "required": ["kind"]},
                 "then": {"required": ["to"]},
                 "else": {"properties": {"to": {"maxLength": 9}}},
                 "dependentRequired": {"cc": ["to"]},
                 "dependentSchemas": {"to": {"properties": {"cc": {"type": "string"}}}},
                 "dependencies": {"kind": ["cc"]},
                 "not": {"required": ["to", "cc"]}}
                """))
        .contains(
            "\"to\" is given, if \"kind\" is given and \"kind\" is \"mail\"",
            "\"to\" has at most 9 characters, unless \"kind\" is given and \"kind\" is \"mail\"",
            "\"to\" is given, if \"cc\" is given",
            "\"cc\" is a string, if \"to\" is given",
            "\"cc\" is given, if \"kind\" is given",
            "it is not so that \"to\" is given and \"cc\" is given");
  }

  @Test
  void members_by_pattern_and_items_by_place_are_inputs() {
    assertThat(
            mcp(
                """
                {"patternProperties": {"^x-": {"type": "string"}},
                 "propertyNames": {"maxLength": 20},
                 "minProperties": 1,
                 "unevaluatedProperties": false,
                 "properties": {
                  "at": {"prefixItems": [{"type": "number"}, {"minimum": 0}], "items": false},
                  "old": {"items": [{"type": "string"}], "additionalItems": {"type": "boolean"}},
                  "tags": {"contains": {"const": "x"}, "minContains": 2, "maxContains": 3},
                  "file": {"contentEncoding": "base64", "contentMediaType": "image/png"}}}
                """))
        .contains(
            "\"/^x-/\" is a string",
            "each name in the input has at most 20 characters",
            "the input has at least 1 members",
            "nothing else is given",
            "\"at[0]\" is a number",
            "\"at[1]\" is at least 0",
            "\"at\" has no further items",
            "\"old[0]\" is a string",
            "\"old[]\" is true or false",
            "\"tags\" has at least 2 items for which \"tags[]\" is \"x\"",
            "\"tags\" has at most 3 items for which \"tags[]\" is \"x\"",
            "\"file\" is encoded as base64",
            "\"file\" has the media type image/png");
  }

  @Test
  void what_cannot_be_told_is_said_to_be_left_out() {
    List<Diagnostic> told =
        told(
            new McpToolsParser(),
            tool(
                """
                {"type": "object", "properties": {
                  "a": {"$ref": "https://example.org/schema.json"},
                  "b": {"$dynamicRef": "#node"},
                  "c": {"not": {"$ref": "#/nowhere"}},
                  "d": {"contentSchema": {"type": "object"}},
                  "e": {"if": true, "then": {"maxLength": 1}}}}
                """));
    assertThat(told)
        .filteredOn(finding -> finding.rule().equals("input-keyword-left-out"))
        .extracting(Diagnostic::message)
        .satisfiesExactlyInAnyOrder(
            message -> assertThat(message).startsWith("\"$ref\" of \"a\""),
            message -> assertThat(message).startsWith("\"$dynamicRef\" of \"b\""),
            message -> assertThat(message).startsWith("\"not\" of \"c\""),
            message -> assertThat(message).startsWith("\"contentSchema\" of \"d\""),
            message -> assertThat(message).startsWith("\"if\" of \"e\""));
  }

  private static String tool(String schema) {
    return "{\"tools\": [{\"name\": \"f\", \"description\": \"Sends it.\", \"inputSchema\": "
        + schema
        + "}]}";
  }

  private static List<String> mcp(String schema) {
    return rules(new McpToolsParser(), tool(schema));
  }

  private static List<String> rules(SkillParser parser, String json) {
    return parsed(parser, json)
        .document()
        .json()
        .path("decomposition")
        .path("rules")
        .valueStream()
        .map(rule -> rule.path("description").asString())
        .toList();
  }

  private static List<Diagnostic> told(SkillParser parser, String json) {
    return parsed(parser, json).diagnostics();
  }

  private static ParseResult.Parsed parsed(SkillParser parser, String json) {
    var source = SkillSource.single("tools.json", json.getBytes(StandardCharsets.UTF_8));
    return (ParseResult.Parsed) parser.parse(source, Limits.DEFAULT);
  }
}
