package io.skillmill.parsers.functions;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class FunctionToolsParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new FunctionToolsParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            """
            [{"type": "function", "function": {"name": "a", "description": "Gets a.", "strict": true,
               "parameters": {"type": "object", "properties": {"x": {"type": "string"}}}}},
             {"type": "custom", "name": "b", "format": {"type": "text"}}]
            """),
        file("{\"name\": \"a\", \"input_schema\": {\"type\": \"object\"}}"),
        file("{\"type\": \"function\", \"name\": \"a\"}"),
        file(
            """
            {"model": "m", "functions": [{"name": "a", "parameters": {"properties": {"x": {}}}}]}
            """));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(file("[]"), file("[1]"), file("{}"), file("{\"tools\": []}"), file("tools"));
  }

  private static SkillSource file(String text) {
    return file("tools.json", text);
  }
}
