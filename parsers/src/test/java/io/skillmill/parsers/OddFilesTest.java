package io.skillmill.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of all formats as they should not be. */
class OddFilesTest {

  private static final Path FORMATS = Path.of("../examples/formats");
  private static final Parsers PARSERS = Parsers.builtIn();

  static Stream<Path> formats() throws IOException {
    try (Stream<Path> files = Files.walk(FORMATS)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void a_format_is_told_in_every_encoding(Path file) throws IOException {
    String name = FORMATS.relativize(file).toString();
    String text = Files.readString(file);
    String parser = best(SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8)));
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
      SkillSource source = SkillSource.single(name, ("\uFEFF" + text).getBytes(charset));
      assertThat(best(source)).as("%s in %s", name, charset).isEqualTo(parser);
    }
    byte[] little = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    assertThat(best(SkillSource.single(name, little))).isEqualTo(parser);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void a_format_is_told_with_other_line_ends(Path file) throws IOException {
    String name = FORMATS.relativize(file).toString();
    String text = Files.readString(file);
    String parser = best(SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8)));
    for (String end : List.of("\r", "\r\n")) {
      byte[] bytes = text.replace("\n", end).getBytes(StandardCharsets.UTF_8);
      assertThat(best(SkillSource.single(name, bytes))).as(name).isEqualTo(parser);
    }
  }

  @ParameterizedTest
  @CsvSource({
    ".claude-plugin/plugin.json, plugin-manifest",
    ".codex-plugin/plugin.json, plugin-manifest",
    ".claude-plugin/marketplace.json, marketplace",
    ".agents/plugins/marketplace.json, marketplace",
    "gemini-extension.json, gemini-extension",
    "agent-card.json, agent-card",
    "Skilletfile.yaml, skilletfile"
  })
  void a_file_that_clients_find_by_its_name_is_told_when_nothing_is_in_it(
      String name, String parser) {
    for (String text : List.of("", "{", "// teas\n{\"name\": \"tea\"}", "[]", "tea")) {
      SkillSource source = SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8));
      assertThat(best(source)).as("%s: %s", name, text).isEqualTo(parser);
      SkillParser best = PARSERS.best(source).orElseThrow();
      assertThat(best.fit(source)).isGreaterThanOrEqualTo(Fit.LIKELY);
      assertThat(best.parse(source, Limits.DEFAULT)).isInstanceOf(ParseResult.Rejected.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"tea\", ",
        "{\"name\": \"tea\",}",
        "{\"name\": [1, 2",
        "{\"name\": 'tea'}",
        "{\"name\": \"tea",
        "{\"name\": nul}",
        "{\"name\": 01}",
        "{\"name\": \"\\q\"}",
        "{\"name\": \"a\tb\"}",
      })
  void what_is_no_json_is_told_in_words_for_people(String json) {
    SkillSource source =
        SkillSource.single("gemini-extension.json", json.getBytes(StandardCharsets.UTF_8));
    List<Diagnostic> told =
        PARSERS.best(source).orElseThrow().parse(source, Limits.DEFAULT).diagnostics();
    assertThat(told).extracting(Diagnostic::rule).containsExactly("json-malformed");
    assertThat(told.getFirst().message())
        .doesNotContain("REDACTED", "StreamReadFeature", "(code ", "JsonReadFeature", "token")
        .contains("; ");
  }

  private static String best(SkillSource source) {
    return PARSERS.best(source).map(SkillParser::name).orElse("none");
  }
}
