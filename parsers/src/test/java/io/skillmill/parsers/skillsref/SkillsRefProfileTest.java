package io.skillmill.parsers.skillsref;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference library as a profile: its words, our places. */
class SkillsRefProfileTest {

  private static final String SOUND = "---\nname: a\ndescription: b\n---\nBody\n";

  @Test
  void a_message_keeps_its_words_and_gains_a_rule_and_a_place() {
    var opinion = judge("a", "SKILL.md", "---\ndescription: b\nname: B-\nx: 1\n---\n");
    assertThat(opinion.diagnostics())
        .extracting(Diagnostic::rule, diagnostic -> diagnostic.place().line())
        .containsExactly(
            tuple("skills-ref-unexpected-fields", 4),
            tuple("skills-ref-name-uppercase", 3),
            tuple("skills-ref-name-hyphen-edge", 3),
            tuple("skills-ref-name-directory", 3));
    assertThat(opinion.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactlyElementsOf(
            SkillsRef.validate("a", "---\ndescription: b\nname: B-\nx: 1\n---\n".getBytes(UTF_8)));
  }

  @Test
  void a_skill_that_breaks_rules_is_there_for_use_all_the_same() {
    var opinion = judge("a", "SKILL.md", "---\nname: B\ndescription: b\n---\n");
    assertThat(opinion.loads()).isTrue();
    assertThat(opinion.name()).contains("B");
    assertThat(judge("a", "SKILL.md", "---\nname: B\n---\n").loads()).isFalse();
  }

  @Test
  void what_cannot_be_read_is_explained_in_a_note() {
    var opinion = judge("a", "SKILL.md", "---\nname: a\ndescription: Use when: asked\n---\n");
    assertThat(opinion.diagnostics()).hasSize(2);
    assertThat(opinion.diagnostics().get(0).message())
        .startsWith("Invalid YAML in frontmatter: ")
        .doesNotContain("\n");
    assertThat(opinion.diagnostics().get(1).severity()).isEqualTo(Severity.INFO);
    assertThat(opinion.diagnostics().get(1).message()).contains("quotes");
    assertThat(opinion.diagnostics()).allMatch(each -> each.place().line() == 3);
  }

  @Test
  void the_file_is_called_in_capitals_or_in_small_letters() {
    assertThat(judge("a", "skill.md", SOUND).diagnostics()).isEmpty();
    assertThat(judge("a", "Skill.md", SOUND).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("Missing required file: SKILL.md");
    var both =
        SkillSource.of(
            "a",
            "Skill.md",
            List.of(
                SkillFile.of("Skill.md", "x".getBytes(UTF_8)),
                SkillFile.of("skill.md", SOUND.getBytes(UTF_8))));
    assertThat(judge(both).diagnostics()).isEmpty();
  }

  @Test
  void without_a_directory_nothing_is_said_about_its_name() {
    var source = SkillSource.single("SKILL.md", SOUND.getBytes(UTF_8));
    assertThat(judge(source).diagnostics()).isEmpty();
    assertThat(judge("b", "SKILL.md", SOUND).diagnostics()).hasSize(1);
  }

  @Test
  void a_file_too_large_to_be_read_is_refused_with_its_size() {
    var files = new ArrayList<SkillFile>();
    files.add(SkillFile.withoutBytes("SKILL.md", 9_000_000, "0".repeat(64)));
    assertThat(judge(SkillSource.of("a", "SKILL.md", files)).diagnostics())
        .singleElement()
        .satisfies(found -> assertThat(found.message()).contains("9000000"));
  }

  private static Opinion judge(String directory, String file, String text) {
    return judge(
        SkillSource.of(directory, file, List.of(SkillFile.of(file, text.getBytes(UTF_8)))));
  }

  private static Opinion judge(SkillSource source) {
    return new SkillsRefProfile().judge(new Subject(source, Limits.DEFAULT));
  }
}
