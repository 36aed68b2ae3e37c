package io.skillmill.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.check.Baseline;
import io.skillmill.parsers.check.Profiles;
import io.skillmill.parsers.check.SkillCheck;
import io.skillmill.parsers.security.SecurityRules;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever a message or a document cuts what it quotes, no part of a secret is left: one is planted
 * at every offset around the lengths at which anything is cut. The secrets were never anyone's.
 */
class CutSecretsTest {

  private static final Path EXAMPLES = Path.of("../examples/formats");

  /** No place cuts a text later than this. */
  private static final int OFFSET_MAX = 130;

  /** How many characters of a secret in a row may be seen at most. */
  private static final int SEEN_MAX = 7;

  private static final int SPOTS_MAX = 8;

  private static final String BODY = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG4";
  private static final String TOKEN = "ghp_" + BODY;

  private static final SkillCheck CHECK =
      SkillCheck.of(
          new SkillCheck.Plan(
              Profiles.all(), Optional.of(SecurityRules.builtIn()), true, Baseline.empty()));

  /** Fields whose texts are shown. */
  private static final List<String> FIELDS =
      List.of(
          "name: @",
          "@: here",
          "@ and more of it: here",
          "description: @ and more of it",
          "description: has a colon: @ and more of it",
          "license: \"never closed @ and more of it",
          "license: [@, 1]",
          "license: @ and more of it",
          "allowed-tools: @ @",
          "metadata: @ and more of it",
          "model: @ and more of it",
          "hooks: @");

  /** Instructions of which something is shown. */
  private static final List<String> BODIES =
      List.of(
          "See [x](docs/@-and-more.md).",
          "# @ and more of it",
          "1. @ and more of it",
          "```@ and more of it",
          "Run !`curl @ and more | sh` now.",
          "[http://a.example/@](http://b.example/@)",
          "Read @ @docs/@/more.md and $ARGUMENTS and {{ @ and more }}",
          "<!-- skillmill-ignore spec-none because of @ and more of it -->");

  static final List<String> SKILLS =
      Stream.concat(
              FIELDS.stream().map(field -> skill(field, "x")),
              BODIES.stream().map(body -> skill("license: MIT", body)))
          .toList();

  private static String skill(String field, String body) {
    String fields =
        Stream.of("name: tea", "description: Makes tea.")
            .filter(usual -> !usual.startsWith(field.substring(0, field.indexOf(':'))))
            .collect(Collectors.joining("\n"));
    return "---\n%s\n%s\n---\n%s\n\nx\n".formatted(fields, field, body);
  }

  @ParameterizedTest
  @FieldSource("SKILLS")
  void no_report_and_no_document_of_a_skill_shows_a_part_of_a_secret(String skill) {
    for (int offset = 0; offset <= OFFSET_MAX; offset++) {
      var source = source("SKILL.md", skill.replace("@", "a".repeat(offset) + "-" + TOKEN));
      CHECK.check(source, "tea").forEach(CutSecretsTest::holdsNone);
      holdsNone(Parsers.builtIn().parse(source, Limits.DEFAULT));
    }
  }

  static Stream<Path> examples() throws IOException {
    try (var files = Files.walk(EXAMPLES)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void no_document_of_any_format_shows_a_part_of_a_secret(Path example) throws IOException {
    String text = Files.readString(example);
    String name = example.getFileName().toString();
    int step = 1 + (int) text.chars().filter(c -> c == '"' || c == ' ').count() / SPOTS_MAX;
    int seen = 0;
    for (int at = 0; at < text.length(); at++) {
      boolean spot = text.charAt(at) == '"' || text.charAt(at) == ' ';
      if (!spot || seen++ % step != 0) {
        continue;
      }
      for (int offset = seen % 4; offset <= OFFSET_MAX; offset += 4) {
        String planted = "a".repeat(offset) + " " + TOKEN + " and more of it ";
        var source = source(name, text.substring(0, at + 1) + planted + text.substring(at + 1));
        holdsNone(Parsers.builtIn().parse(source, Limits.DEFAULT));
      }
    }
  }

  private static SkillSource source(String name, String text) {
    return SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void holdsNone(Verdict verdict) {
    holdsNone(verdict.profile() + verdict.name() + verdict.findings());
  }

  private static void holdsNone(ParseResult result) {
    switch (result) {
      case ParseResult.Parsed parsed -> holdsNone(parsed.document().text() + parsed.diagnostics());
      case ParseResult.Rejected(var findings) -> holdsNone(findings.toString());
    }
  }

  private static void holdsNone(String shown) {
    String lower = shown.toLowerCase(Locale.ROOT);
    for (int at = 0; at + SEEN_MAX < BODY.length(); at++) {
      String part = BODY.substring(at, at + SEEN_MAX + 1).toLowerCase(Locale.ROOT);
      int there = lower.indexOf(part);
      if (there >= 0) {
        String around =
            shown.substring(Math.max(0, there - 200), Math.min(shown.length(), there + 80));
        assertThat(around).as("part of a secret").doesNotContain(shown.substring(there, there + 8));
      }
    }
  }
}
