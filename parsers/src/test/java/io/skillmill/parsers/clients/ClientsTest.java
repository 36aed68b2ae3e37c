package io.skillmill.parsers.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which clients load a skill, under which name, and what they say of it. */
class ClientsTest {

  private static final String SOUND =
      "---\nname: my-skill\ndescription: Reads things.\n---\nBody\n";
  private static final List<String> NAMES =
      List.of(
          "claude-code", "claude-upload", "codex", "gemini-cli", "opencode", "cursor", "openclaw");

  @Test
  void every_client_loads_a_sound_skill_and_has_nothing_to_say() {
    assertThat(Clients.all()).extracting(Profile::name).containsExactlyElementsOf(NAMES);
    for (Profile client : Clients.all()) {
      Opinion opinion = client.judge(subject("my-skill", SOUND));
      assertThat(opinion.loads()).as(client.name()).isTrue();
      assertThat(opinion.name()).as(client.name()).contains("my-skill");
      assertThat(opinion.diagnostics()).as(client.name()).isEmpty();
    }
  }

  @Test
  void an_unquoted_colon_is_fatal_to_some_and_recovered_by_others() {
    String text = "---\nname: my-skill\ndescription: Use when: asked\n---\nBody\n";
    assertThat(loading(text)).containsExactly("claude-code", "gemini-cli", "opencode", "openclaw");
    assertThat(rules("claude-code", text))
        .containsExactly("claude-code-yaml", "claude-code-description-missing");
    assertThat(rules("codex", text)).containsExactly("codex-yaml");
    assertThat(rules("gemini-cli", text)).containsExactly("gemini-cli-recovered");
    Diagnostic found = judge("codex", text).diagnostics().getFirst();
    assertThat(found.place().line()).isEqualTo(3);
    assertThat(found.place().column()).isEqualTo(22);
    assertThat(found.message()).contains("no YAML").contains("quotes");
  }

  @Test
  void a_byte_order_mark_hides_the_frontmatter_from_those_who_do_not_take_it_off() {
    assertThat(loading('\uFEFF' + SOUND)).containsExactly("claude-code", "opencode", "cursor");
    assertThat(judge("codex", '\uFEFF' + SOUND).diagnostics().getFirst().message())
        .contains("byte order mark");
  }

  @Test
  void the_first_line_may_have_blanks_behind_it_for_some() {
    String text = SOUND.replaceFirst("---\n", "--- \n");
    assertThat(loading(text))
        .containsExactly("claude-code", "codex", "opencode", "cursor", "openclaw");
  }

  @Test
  void without_frontmatter_only_claude_code_loads_and_by_the_directory() {
    assertThat(loading("# Title\n\nDo it.\n")).containsExactly("claude-code");
    assertThat(judge("claude-code", "# Title\n").name()).contains("my-skill");
  }

  @Test
  void a_skill_without_description_is_one_for_two_clients() {
    String text = "---\nname: my-skill\n---\nBody\n";
    assertThat(loading(text)).containsExactly("claude-code", "codex");
    assertThat(rules("codex", text)).containsExactly("codex-description-missing");
    assertThat(rules("opencode", text)).containsExactly("opencode-description-missing");
  }

  @Test
  void a_name_that_is_a_number_is_text_for_those_who_make_it_so() {
    String text = SOUND.replace("my-skill", "2026");
    assertThat(loading(text))
        .containsExactly("claude-code", "codex", "gemini-cli", "cursor", "openclaw");
    assertThat(judge("codex", text).name()).contains("2026");
    assertThat(rules("opencode", text)).contains("opencode-name-type");
  }

  @Test
  void the_name_is_the_fields_the_directorys_or_made_fit_for_files() {
    String text = SOUND.replace("my-skill", "'Other:  Name'");
    assertThat(judge("claude-code", text).name()).contains("my-skill");
    assertThat(judge("codex", text).name()).contains("Other: Name");
    assertThat(judge("gemini-cli", text).name()).contains("Other-  Name");
    assertThat(judge("opencode", text).name()).contains("Other:  Name");
    assertThat(judge("claude-upload", text).name()).isEmpty();
    assertThat(rules("claude-upload", text)).containsExactly("claude-upload-name-characters");
    assertThat(rules("cursor", text))
        .containsExactly("cursor-name-directory", "cursor-name-characters");
  }

  @Test
  void fields_beyond_the_six_refuse_an_upload_and_are_claude_codes_own() {
    String text = SOUND.replace("---\nBody", "argument-hint: x\nversion: 1\n---\nBody");
    assertThat(rules("claude-upload", text))
        .containsExactly("claude-upload-field-unexpected", "claude-upload-field-unexpected");
    assertThat(rules("claude-code", text)).containsExactly("claude-code-field-unknown");
  }

  @Test
  void an_upload_is_refused_for_reserved_words_and_angle_brackets() {
    String text =
        "---\nname: claude-things\ndescription: Use <tags>\ncompatibility: ''\n---\nBody\n";
    assertThat(rules("claude-upload", text))
        .containsExactly(
            "claude-upload-name-reserved",
            "claude-upload-description-markup",
            "claude-upload-compatibility-empty");
  }

  @Test
  void claude_codes_switches_and_words_are_known() {
    String fields = "user-invocable: maybe\nbackground: yes\neffort: huge\nagent: x\nshell: fish\n";
    assertThat(rules("claude-code", SOUND.replace("---\nBody", fields + "---\nBody")))
        .containsExactly(
            "claude-code-truth",
            "claude-code-effort",
            "claude-code-agent-without-fork",
            "claude-code-shell");
    String sound = "disable-model-invocation: true\nbackground: 'off'\nmodel: inherit\n";
    assertThat(rules("claude-code", SOUND.replace("---\nBody", sound + "---\nBody"))).isEmpty();
  }

  @Test
  void codex_counts_on_one_line_and_wants_a_mapping_for_metadata() {
    String folded = "a b\n\n      ".repeat(256);
    String text = "---\nname: my-skill\ndescription: |\n      " + folded + "\n---\n";
    assertThat(judge("codex", text).loads()).isTrue();
    assertThat(rules("codex", SOUND.replace("Reads", "x".repeat(1020))))
        .containsExactly("codex-description-too-long");
    assertThat(rules("codex", SOUND.replace("---\nBody", "metadata: x\n---\nBody")))
        .containsExactly("codex-metadata-type");
  }

  @Test
  void a_language_behind_the_fence_keeps_a_skill_out_of_opencode() {
    assertThat(rules("opencode", SOUND.replaceFirst("---\n", "---js\n")))
        .containsExactly("opencode-frontmatter");
  }

  @Test
  void the_file_has_one_name() {
    for (Profile client : Clients.all()) {
      var source =
          SkillSource.of("a", "skill.md", List.of(SkillFile.of("skill.md", SOUND.getBytes(UTF_8))));
      Opinion opinion = client.judge(new Subject(source, Limits.DEFAULT));
      assertThat(opinion.loads()).as(client.name()).isFalse();
      assertThat(opinion.diagnostics()).extracting(Diagnostic::rule).hasSize(1);
    }
  }

  @Test
  void bytes_that_are_not_utf8_stop_two_clients() {
    byte[] bytes = SOUND.getBytes(UTF_8);
    bytes[bytes.length - 2] = (byte) 0xE9;
    var source = SkillSource.of("my-skill", "SKILL.md", List.of(SkillFile.of("SKILL.md", bytes)));
    for (Profile client : Clients.all()) {
      boolean strict = Set.of("codex", "claude-upload").contains(client.name());
      assertThat(client.judge(new Subject(source, Limits.DEFAULT)).loads())
          .as(client.name())
          .isEqualTo(!strict);
    }
  }

  @Test
  void what_is_not_loaded_has_a_reason_and_every_rule_its_source() {
    var random = new Random(20261121);
    String signs = "ab:-# \n\t'\"|>?[]{}&*!%@`,.=<~\\\uFEFF\u0000";
    var told = new TreeSet<String>();
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder(SOUND);
      for (int change = random.nextInt(6); change >= 0; change--) {
        text.insert(random.nextInt(48), signs.charAt(random.nextInt(signs.length())));
      }
      for (Profile client : Clients.all()) {
        Opinion opinion = client.judge(subject("my-skill", text.toString()));
        boolean reason =
            opinion.diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR);
        assertThat(reason).as("%s: %s", client.name(), text).isEqualTo(!opinion.loads());
        opinion.diagnostics().forEach(d -> told.add(d.rule()));
      }
    }
    var known = new HashSet<String>();
    Clients.all().forEach(client -> client.rules().forEach(rule -> known.add(rule.id())));
    assertThat(known).containsAll(told);
  }

  @Test
  void hostile_frontmatter_is_judged_in_linear_time() {
    int size = 1 << 18;
    var texts = new ArrayList<String>();
    for (String unit :
        List.of("- ", "[", "{", "a: ", "\"", "#\n", "\n", "k:\n", "*a ", "&a [", "  ")) {
      texts.add("---\n" + unit.repeat(size / unit.length()) + "\n---\n");
      texts.add("---\nname: " + unit.repeat(size / unit.length()) + "\n---\n");
    }
    texts.add("---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n".replace("x", "*z") + "---\n");
    texts.add("---\na: &a [*a]\n---\n");
    texts.add("---\n" + bomb() + "---\n");
    for (String text : texts) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> Clients.all().forEach(client -> client.judge(subject("my-skill", text))));
    }
  }

  private static String bomb() {
    var yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    return yaml.toString();
  }

  private static List<String> loading(String text) {
    return NAMES.stream().filter(name -> judge(name, text).loads()).toList();
  }

  private static List<String> rules(String client, String text) {
    return judge(client, text).diagnostics().stream().map(Diagnostic::rule).toList();
  }

  private static Opinion judge(String client, String text) {
    return Clients.all().stream()
        .filter(profile -> profile.name().equals(client))
        .findFirst()
        .orElseThrow()
        .judge(subject("my-skill", text));
  }

  private static Subject subject(String directory, String text) {
    var file = SkillFile.of("SKILL.md", text.getBytes(UTF_8));
    return new Subject(SkillSource.of(directory, "SKILL.md", List.of(file)), Limits.DEFAULT);
  }
}
