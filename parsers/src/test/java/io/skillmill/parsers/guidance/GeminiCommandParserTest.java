package io.skillmill.parsers.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiCommandParserTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|prompt = \"\"\"Say \"tea\"\"\"\"|, |Say \"tea\"|",
        "|prompt = \"\"\"Say \"\"tea\"\"\"\"\"|, |Say \"\"tea\"\"|",
        "|prompt = '''Say 'tea''''|, |Say 'tea'|",
        "|prompt = \"\"\"\\\"\"\"\"|, |\"|",
        "|prompt = \"\"\"Say \"\"\" # \"\"\"|, |Say |",
      })
  void one_or_two_quotes_may_stand_before_the_three_that_close(String toml, String prompt) {
    assertThat(prompt(toml)).isEqualTo(prompt);
    assertThat(parsed(toml).diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|\\u12|, |\\u12|",
        "|\\u12G4|, |\\u12G4|",
        "|\\uD800|, |\\uD800|",
        "|\\UFFFFFFFF|, |\\UFFFFFFFF|",
        "|\\U0000|, |\\U0000|",
        "|\\q|, |\\q|"
      })
  void an_escape_that_toml_does_not_know_is_told_and_kept(String escape, String kept) {
    String toml = "description = \"x\"\nprompt = \"Brew " + escape + "!\"\n";
    assertThat(prompt(toml)).isEqualTo("Brew " + kept + "!");
    List<Diagnostic> told = parsed(toml).diagnostics();
    assertThat(told).extracting(Diagnostic::rule).containsExactly("toml-escape");
    assertThat(told.getFirst().message()).contains(escape.substring(0, 2));
    assertThat(told.getFirst().place().line()).isEqualTo(2);
    assertThat(told.getFirst().place().column()).isEqualTo(16);
  }

  @Test
  void sound_escapes_are_read() {
    assertThat(prompt("prompt = \"\\u0074e\\U00000061 \\t\\\"\\\\\"\n")).isEqualTo("tea \t\"\\");
  }

  @Test
  void many_bad_escapes_are_told_in_few_words() {
    String toml = "prompt = \"" + "\\q".repeat(1000) + "\"\n";
    assertThat(parsed(toml).diagnostics()).hasSizeLessThan(30);
  }

  private static String prompt(String toml) {
    return parsed(toml).document().json().at("/original_definition/toml/prompt").asString();
  }

  private static ParseResult.Parsed parsed(String toml) {
    var source = SkillSource.single("commands/tea.toml", toml.getBytes(StandardCharsets.UTF_8));
    return (ParseResult.Parsed) new GeminiCommandParser().parse(source, Limits.DEFAULT);
  }
}
