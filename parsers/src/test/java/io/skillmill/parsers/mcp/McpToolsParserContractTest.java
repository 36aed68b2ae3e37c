package io.skillmill.parsers.mcp;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class McpToolsParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new McpToolsParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            """
            {"tools": [{"name": "a", "description": "Gets a. Never gets b.", "inputSchema":
              {"type": "object", "properties": {"x": {"type": "string", "default": "\\u00e9"},
               "y": {"$ref": "#/tools/0/inputSchema"}}, "required": ["x"]}},
              {"name": "b", "inputSchema": {"type": "object"}}], "nextCursor": "c"}
            """),
        file(
            """
            [{"name": "c", "inputSchema": {"type": "object", "minProperties": 1,
              "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "null"}]},
               "b": {"type": "array", "prefixItems": [{"const": 1}], "items": false,
                "contains": {"not": {"enum": [2, 3]}}}},
              "patternProperties": {"^x": {"$ref": "#/properties/a"}},
              "propertyNames": {"maxLength": 9}, "dependentRequired": {"a": ["b"]},
              "if": {"required": ["a"]}, "then": {"oneOf": [{"required": ["b"]}, {"$ref": "#"}]},
              "unevaluatedProperties": false}}]
            """),
        file("{\"name\": \"a\", \"inputSchema\": {\"type\": \"object\"}}"),
        file("[{\"name\": \"a\", \"inputSchema\": {\"type\": \"object\"}}]"),
        file(
            """
            {"jsonrpc": "2.0", "id": 1, "result": {"tools": [{"name": "a", "inputSchema": {}}]}}
            """));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("[]"),
        file("[1]"),
        file("{}"),
        file("{\"jsonrpc\": \"2.0\", \"error\": {\"code\": 1, \"message\": \"no\"}}"),
        file("{\"tools\": ["),
        file("tools"));
  }

  private static SkillSource file(String text) {
    return file("tools.json", text);
  }
}
