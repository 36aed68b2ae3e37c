package io.skillmill.parsers.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The specification, sentence by sentence. */
class SpecProfileTest {

  private static final String SOUND =
      """
      ---
      name: my-skill
      description: Reads things. Use when things are to be read.
      ---
      Read.
      """;

  @Test
  void a_sound_skill_has_no_findings() {
    assertThat(judge(SOUND).diagnostics()).isEmpty();
    assertThat(judge(SOUND).name()).contains("my-skill");
    assertThat(judge(SOUND).loads()).isTrue();
  }

  /** The name, and what the specification says to it in the directory of that name. */
  @ParameterizedTest
  @CsvSource({
    "pdf-forms, ''",
    "a, ''",
    "1, ''",
    "PDF, spec-name-uppercase",
    "my_skill, spec-name-characters",
    "my skill, spec-name-characters",
    "-x, spec-name-hyphen-edge",
    "x-, spec-name-hyphen-edge",
    "a--b, spec-name-hyphen-double",
    "навык, spec-name-not-ascii",
    "Навык, spec-name-uppercase spec-name-not-ascii",
    "技能, spec-name-not-ascii",
    "a.b, spec-name-characters",
  })
  void names_are_judged(String name, String rules) {
    var text = SOUND.replace("my-skill", name);
    assertThat(String.join(" ", rules(judge(name, text)))).isEqualTo(rules);
  }

  @Test
  void characters_are_counted_as_code_points() {
    assertThat(rules(judge("a".repeat(64), SOUND.replace("my-skill", "a".repeat(64))))).isEmpty();
    assertThat(rules(judge("a".repeat(65), SOUND.replace("my-skill", "a".repeat(65)))))
        .containsExactly("spec-name-too-long");
    assertThat(rules(judge(described("\uD83D\uDE00".repeat(1024)))))
        .doesNotContain("spec-description-too-long");
    assertThat(rules(judge(described("x".repeat(1025))))).contains("spec-description-too-long");
  }

  @Test
  void a_name_is_that_of_its_directory_where_there_is_one() {
    assertThat(rules(judge("other", SOUND))).containsExactly("spec-name-directory");
    var alone = SkillSource.single("SKILL.md", bytes(SOUND));
    assertThat(new SpecProfile().judge(new Subject(alone, Limits.DEFAULT)).diagnostics()).isEmpty();
  }

  @Test
  void findings_stand_at_the_value_or_at_the_top_where_the_field_is_absent() {
    var name = judge("other", SOUND).diagnostics().getFirst().place();
    assertThat(name.line()).isEqualTo(2);
    assertThat(name.column()).isEqualTo(7);
    var missing = judge("---\nname: my-skill\n---\nRead.\n").diagnostics().getFirst();
    assertThat(missing.rule()).isEqualTo("spec-description-missing");
    assertThat(missing.place().line()).isEqualTo(1);
  }

  /** A line of the frontmatter beside name and description, and what is said to it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "license: MIT | ''",
        "license: [MIT] | spec-license-type",
        "license: Proprietary. LICENSE.txt has complete terms | spec-license-file-missing",
        "compatibility: Needs git | ''",
        "compatibility: '' | spec-compatibility-empty",
        "compatibility: {a: b} | spec-compatibility-type",
        "metadata: {author: me} | ''",
        "metadata: me | spec-metadata-type",
        "metadata: {tags: [a, b]} | spec-metadata-value",
        "metadata: {internal: true} | spec-metadata-value",
        "allowed-tools: Bash(jq:*) Read | ''",
        "allowed-tools: [Read] | spec-allowed-tools-type",
        "allowed-tools: Read, Write | spec-allowed-tools-comma",
        "allowed-tools: Bash(git a, b) | ''",
        "allowed-tools: | spec-allowed-tools-empty",
        "when_to_use: now | spec-field-extension",
        "version: 1.0 | spec-field-unknown",
        "Licence: MIT | spec-field-unknown",
        "License: MIT | spec-field-misspelt",
        "allowed_tools: Read | spec-field-misspelt",
      })
  void the_other_fields_are_judged(String line, String rules) {
    var text = SOUND.replace("\n---\nRead", "\n" + line + "\n---\nRead");
    assertThat(String.join(" ", rules(judge(text)))).isEqualTo(rules);
  }

  @Test
  void what_is_told_once_is_not_told_again() {
    assertThat(rules(judge(""))).containsExactly("file-empty");
    assertThat(rules(judge("---\n---\nRead.\n"))).containsExactly("frontmatter-empty");
    assertThat(rules(judge("Read.\n"))).containsExactly("frontmatter-missing");
  }

  @Test
  void broken_yaml_is_an_error_at_its_line() {
    var found =
        judge("---\nname: my-skill\ndescription: Use when: now\n---\nRead.\n").diagnostics();
    assertThat(found)
        .anySatisfy(diagnostic -> {
          assertThat(diagnostic.severity()).isEqualTo(Severity.ERROR);
          assertThat(diagnostic.place().line()).isEqualTo(3);
        });
  }

  /** A link, and what is said to it in a package that holds references/a.md. */
  @ParameterizedTest
  @CsvSource({
    "references/a.md, ''",
    "./references/a.md#part, ''",
    "references, ''",
    "references/, ''",
    "https://example.org/x, ''",
    "mailto:a@b.c, ''",
    "#top, ''",
    "{{file}}, ''",
    "references/b.md, spec-link-missing",
    "References/A.md, spec-link-missing",
    "/etc/hosts, spec-link-absolute",
    "file:///etc/hosts, spec-link-absolute",
    "C:\\\\x\\\\y.md, spec-link-absolute",
    "../other/SKILL.md, spec-link-outside",
    "references/../../x.md, spec-link-outside",
    "references/deep/down/c.md, spec-link-missing spec-link-deep",
  })
  void links_are_followed_within_the_package(String target, String rules) {
    var text = SOUND + "\nSee [this](" + target + ") and `[that](nowhere.md)`.\n";
    var source =
        SkillSource.of(
            "my-skill",
            "SKILL.md",
            List.of(
                SkillFile.of("SKILL.md", bytes(text)),
                SkillFile.of("references/a.md", bytes("A."))));
    var opinion = new SpecProfile().judge(new Subject(source, Limits.DEFAULT));
    assertThat(String.join(" ", rules(opinion))).isEqualTo(rules);
  }

  @Test
  void a_file_that_only_a_linked_file_links_to_is_noted() {
    var source =
        SkillSource.of(
            "my-skill",
            "SKILL.md",
            List.of(
                SkillFile.of("SKILL.md", bytes(SOUND + "[a](references/a.md)\n")),
                SkillFile.of("references/a.md", bytes("See [b](b.md) and [b](b.md).")),
                SkillFile.of("references/b.md", bytes("B."))));
    var found = new SpecProfile().judge(new Subject(source, Limits.DEFAULT)).diagnostics();
    assertThat(found)
        .singleElement()
        .satisfies(diagnostic -> {
          assertThat(diagnostic.rule()).isEqualTo("spec-link-chain");
          assertThat(diagnostic.place().file()).isEqualTo("references/a.md");
        });
  }

  @Test
  void long_bodies_are_warned_of() {
    assertThat(rules(judge(SOUND + "x\n".repeat(500)))).containsExactly("spec-body-lines");
    assertThat(rules(judge(SOUND + "words ".repeat(4000)))).containsExactly("spec-body-tokens");
    assertThat(rules(judge(SOUND + "字".repeat(5001)))).containsExactly("spec-body-tokens");
    assertThat(rules(judge(SOUND.replace("Read.\n", "")))).containsExactly("spec-body-empty");
  }

  @Test
  void scripts_that_wait_for_input_are_noted() {
    var source =
        SkillSource.of(
            "my-skill",
            "SKILL.md",
            List.of(
                SkillFile.of("SKILL.md", bytes(SOUND)),
                SkillFile.of("scripts/a.py", bytes("x = 1\n# input(\ny = input('name? ')\n")),
                SkillFile.of("scripts/b.py", bytes("y = self.input(1) + get_input(2)\n"))));
    var found = new SpecProfile().judge(new Subject(source, Limits.DEFAULT)).diagnostics();
    assertThat(found)
        .singleElement()
        .satisfies(diagnostic -> {
          assertThat(diagnostic.rule()).isEqualTo("spec-script-interactive");
          assertThat(diagnostic.place().line()).isEqualTo(3);
        });
  }

  @Test
  void the_exact_name_of_the_file_is_demanded() {
    var source =
        SkillSource.of("my-skill", "skill.md", List.of(SkillFile.of("skill.md", bytes(SOUND))));
    assertThat(rules(new SpecProfile().judge(new Subject(source, Limits.DEFAULT))))
        .containsExactly("spec-skill-file-case");
  }

  @Test
  void every_rule_has_an_id_of_its_own_and_every_message_a_remedy() {
    var ids = new HashSet<String>();
    for (Rule rule : new SpecProfile().rules()) {
      assertThat(ids.add(rule.id())).as(rule.id()).isTrue();
      assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(rule.title()).doesNotEndWith(".");
      assertThat(rule.remedy()).doesNotEndWith(".");
    }
    for (Diagnostic diagnostic : judge("x", SOUND.replace("my-skill", "My Skill")).diagnostics()) {
      assertThat(diagnostic.message()).contains("; ");
    }
  }

  private static String described(String description) {
    return "---\nname: my-skill\ndescription: " + description + "\n---\nRead.\n";
  }

  private static Opinion judge(String text) {
    return judge("my-skill", text);
  }

  private static Opinion judge(String directory, String text) {
    var source =
        SkillSource.of(directory, "SKILL.md", List.of(SkillFile.of("SKILL.md", bytes(text))));
    return new SpecProfile().judge(new Subject(source, Limits.DEFAULT));
  }

  private static List<String> rules(Opinion opinion) {
    return new ArrayList<>(opinion.diagnostics().stream().map(Diagnostic::rule).toList());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
