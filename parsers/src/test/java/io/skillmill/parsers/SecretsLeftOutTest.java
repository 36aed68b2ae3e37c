package io.skillmill.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Documents hold no secrets of the skills they are made of. */
class SecretsLeftOutTest {

  private static final String KEY = "ghp_" + "q8Rw2Zt7".repeat(4) + "Xb3K";

  private static final String SKILL =
      """
      ---
      name: notes
      description: Keeps notes with @. Use for notes.
      metadata:
        token: @
      ---

      # Notes

      1. Run `curl -H "Authorization: Bearer @" https://api.example.com`.
      2. Never show @ to anyone.

      ```bash
      export TOKEN=@
      ```

      | name | value |
      |---|---|
      | token | @ |

      Read [this](https://x.example/?t=@).
      """
          .replace("@", KEY);

  @Test
  void no_member_of_a_document_holds_a_secret_and_each_is_told() {
    var parsed = (ParseResult.Parsed) parse(SKILL);
    assertThat(parsed.document().text()).doesNotContain(KEY.substring(4));
    assertThat(parsed.document().text()).contains("ghp_[redacted, 40 characters]");
    assertThat(parsed.diagnostics().toString()).doesNotContain(KEY.substring(4));
    assertThat(parsed.diagnostics())
        .filteredOn(finding -> finding.rule().equals(SourceSecrets.RULE))
        .hasSize(7)
        .first()
        .extracting(finding -> finding.place().line())
        .isEqualTo(3);
    assertThat(parsed.document().json().path("diagnostics").size())
        .isEqualTo(parsed.diagnostics().size());
  }

  @Test
  void a_secret_that_only_reading_brings_to_light_is_left_out_too() {
    String escaped = "\"\\x67" + KEY.substring(1) + "\"";
    var parsed =
        (ParseResult.Parsed)
            parse("---\nname: notes\ndescription: " + escaped + "\n---\n\nWrite notes.\n");
    assertThat(parsed.document().text()).doesNotContain(KEY.substring(4));
    assertThat(parsed.diagnostics()).extracting(Diagnostic::rule).contains(SourceSecrets.RULE);
  }

  @Test
  void a_document_without_secrets_is_left_as_it_is() {
    var parsed = (ParseResult.Parsed) parse(SKILL.replace(KEY, "ghp_your_token_here"));
    assertThat(parsed.diagnostics())
        .extracting(Diagnostic::rule)
        .doesNotContain(SourceSecrets.RULE);
    assertThat(parsed.document().text()).contains("ghp_your_token_here");
  }

  private static ParseResult parse(String skill) {
    var source = SkillSource.single("SKILL.md", skill.getBytes(StandardCharsets.UTF_8));
    return Parsers.builtIn().parse(source, Limits.DEFAULT);
  }
}
