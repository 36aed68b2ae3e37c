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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ExampleFormatsTest {

  private static final Path EXAMPLES = Path.of("../examples/formats");

  /**
   * One example of each format: who wins it, and how many actions, rules and directives it states
   * outright; Markdown states none so.
   */
  @ParameterizedTest
  @CsvSource({
    "library.tools.json,    mcp-tools,      2 12 5",
    "kitchen.functions.json, function-tools, 3 18 1",
    ".claude-plugin/plugin.json, plugin-manifest, 3 4 3",
    ".claude-plugin/marketplace.json, marketplace, 3 0 0",
    "server.json, mcp-server, 2 3 2",
    "gemini-extension.json, gemini-extension, 1 1 3",
    "Skilletfile.yaml, skilletfile, 1 5 3",
    "orders.openapi.yaml, openapi, 3 20 9",
    "agent-card.json, agent-card, 2 1 5",
    "parsed/pour-over.json, decomposition, 1 1 0",
    "agents/taster.md, claude-markdown,",
    "commands/pot/warm.md, claude-markdown,",
    "commands/blend.toml, gemini-command,",
    ".cursor/rules/labels.mdc, cursor-rule,",
    "AGENTS.md, agents-md,",
  })
  void each_example_is_won_by_its_parser_and_becomes_a_sound_document(
      String file, String parser, @Nullable String counts) throws IOException {
    SkillSource source = SkillSource.single(file, Files.readAllBytes(EXAMPLES.resolve(file)));
    assertThat(Parsers.builtIn().best(source).orElseThrow().name()).isEqualTo(parser);
    var parsed = (ParseResult.Parsed) Parsers.builtIn().parse(source, Limits.DEFAULT);
    Document stamped = parsed.document().parsedAt(Instant.EPOCH);

    assertThat(parsed.diagnostics()).extracting(Diagnostic::toString).isEmpty();
    assertThat(DocumentCheck.check(stamped)).isEmpty();
    JsonNode kinds = stamped.json().path("decomposition");
    String counted =
        "%d %d %d"
            .formatted(
                stated(kinds.path("actions")),
                stated(kinds.path("rules")),
                stated(kinds.path("directives")));
    if (counts == null) {
      assertThat(counted).isNotEqualTo("0 0 0");
    } else {
      assertThat(counted).isEqualTo(counts);
    }
  }

  @Test
  void the_page_on_formats_names_every_parser() throws IOException {
    String page = Files.readString(Path.of("../docs/reference/formats.md"));
    assertThat(Parsers.builtIn().all())
        .allSatisfy(parser -> assertThat(page).contains("| `" + parser.name() + "` |"));
  }

  /** How many elements do not come out of the words of a description. */
  private static long stated(JsonNode elements) {
    return elements
        .valueStream()
        .map(element -> element.at("/provenance/location/json_pointer").asString(""))
        .filter(pointer -> !pointer.endsWith("/description"))
        .count();
  }
}
