package io.skillmill.parsers.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.functions.FunctionToolsParser;
import io.skillmill.parsers.mcp.McpToolsParser;
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

  private static List<String> rules(SkillParser parser, String json) {
    var source = SkillSource.single("tools.json", json.getBytes(StandardCharsets.UTF_8));
    var parsed = (ParseResult.Parsed) parser.parse(source, Limits.DEFAULT);
    return parsed
        .document()
        .json()
        .path("decomposition")
        .path("rules")
        .valueStream()
        .map(rule -> rule.path("description").asString())
        .toList();
  }
}
