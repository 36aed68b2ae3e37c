package io.skillmill.parsers.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FunctionToolsParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "googleSearch",
        "google_search",
        "googleSearchRetrieval",
        "codeExecution",
        "code_execution",
        "urlContext",
        "url_context",
        "computerUse",
        "fileSearch",
        "googleMaps"
      })
  void a_tool_of_geminis_own_is_told_and_no_error(String name) {
    ParseResult.Parsed parsed =
        parsed(
            """
            {"tools": [{"%s": {}}, {"functionDeclarations": [
              {"name": "f", "description": "Gets it."}]}]}
            """
                .formatted(name));
    assertThat(parsed.diagnostics())
        .extracting(Diagnostic::severity)
        .doesNotContain(Severity.ERROR);
    assertThat(names(parsed)).containsExactly(name, "f");
  }

  @Test
  void tools_of_geminis_own_may_stand_together_and_beside_functions() {
    ParseResult.Parsed parsed =
        parsed(
            """
            [{"googleSearch": {}, "codeExecution": {},
              "functionDeclarations": [{"name": "f", "description": "Gets it."}]}]
            """);
    assertThat(names(parsed)).containsExactly("googleSearch", "codeExecution", "f");
    assertThat(parsed.diagnostics())
        .extracting(Diagnostic::severity)
        .doesNotContain(Severity.ERROR);
  }

  @Test
  void a_request_with_tools_of_geminis_own_alone_is_taken_for_one() {
    SkillSource source = source("{\"contents\": [], \"tools\": [{\"googleSearch\": {}}]}");
    assertThat(new FunctionToolsParser().fit(source)).isGreaterThan(Fit.NONE);
  }

  @Test
  void an_object_that_is_no_tool_at_all_stays_an_error() {
    assertThat(parsed("[{\"name\": \"f\", \"parameters\": {}}, {\"search\": {}}]").diagnostics())
        .extracting(Diagnostic::rule)
        .contains("function-missing");
  }

  @Test
  void the_schema_in_json_has_two_spellings() {
    for (String member : List.of("parametersJsonSchema", "parameters_json_schema")) {
      ParseResult.Parsed parsed =
          parsed(
              """
              {"function_declarations": [{"name": "f", "description": "Gets it.", "%s":
                {"type": "object", "properties": {"n": {"type": "integer"}}}}]}
              """
                  .formatted(member));
      assertThat(parsed.diagnostics()).isEmpty();
      assertThat(parsed.document().json().at("/tools/0/input_schema/properties/n/type").asString())
          .isEqualTo("integer");
      assertThat(parsed.document().json().at("/decomposition/rules/0/description").asString())
          .isEqualTo("\"n\" is an integer");
    }
  }

  private static List<String> names(ParseResult.Parsed parsed) {
    return parsed
        .document()
        .json()
        .path("tools")
        .valueStream()
        .map((JsonNode tool) -> tool.path("name").asString())
        .toList();
  }

  private static ParseResult.Parsed parsed(String json) {
    return (ParseResult.Parsed) new FunctionToolsParser().parse(source(json), Limits.DEFAULT);
  }

  private static SkillSource source(String json) {
    return SkillSource.single("tools.json", json.getBytes(StandardCharsets.UTF_8));
  }
}
