package io.skillmill.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ExampleFormatsTest {

  private static final Path EXAMPLES = Path.of("../examples/formats");

  /** One example of each format: who wins it, and how many actions, rules and directives it has. */
  @ParameterizedTest
  @CsvSource({
    "library.tools.json,    mcp-tools,      2, 14, 7",
    "kitchen.functions.json, function-tools, 3, 19, 2",
  })
  void each_example_is_won_by_its_parser_and_becomes_a_sound_document(
      String file, String parser, int actions, int rules, int directives) throws IOException {
    SkillSource source = SkillSource.single(file, Files.readAllBytes(EXAMPLES.resolve(file)));
    assertThat(Parsers.builtIn().best(source).orElseThrow().name()).isEqualTo(parser);
    var parsed = (ParseResult.Parsed) Parsers.builtIn().parse(source, Limits.DEFAULT);
    Document stamped = parsed.document().parsedAt(Instant.EPOCH);

    assertThat(parsed.diagnostics()).extracting(Diagnostic::toString).isEmpty();
    assertThat(DocumentCheck.check(stamped)).isEmpty();
    JsonNode kinds = stamped.json().path("decomposition");
    assertThat(kinds.path("actions")).as("actions").hasSize(actions);
    assertThat(kinds.path("rules")).as("rules").hasSize(rules);
    assertThat(kinds.path("directives")).as("directives").hasSize(directives);
  }
}
