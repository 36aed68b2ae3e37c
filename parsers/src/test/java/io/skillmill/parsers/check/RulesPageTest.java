package io.skillmill.parsers.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.verdict.Profile;
import io.skillmill.parsers.verdict.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page of all rules says what the rules say. */
class RulesPageTest {

  private static final Path PAGE = Path.of("../docs/reference/rules.md");
  private static final Path DRAFT = Path.of("target/rules.md");

  @Test
  void every_rule_is_on_the_page_in_its_own_words() throws IOException {
    String page = page();
    Files.createDirectories(DRAFT.toAbsolutePath().getParent());
    Files.writeString(DRAFT, page);
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/reference/rules.md; copy parsers/target/rules.md there and look at what changed")
        .isEqualTo(page);
  }

  private static String page() {
    var page =
        new StringBuilder(
            """
            # Rules

            Every rule that `skillmill check` may name, by the profile that asks for it. [check.md](check.md) tells how to
            choose profiles, pass over findings and fail on them. Made from the rules themselves; a test compares.
            """);
    Set<String> told = new HashSet<>();
    for (Profile profile : Profiles.all()) {
      section(
          page,
          "Profile `%s`".formatted(profile.name()),
          profile.summary(),
          fresh(profile.rules(), told));
    }
    List<Rule> rest = fresh(SkillCheck.rules(Profiles.all()), told);
    section(page, "All profiles", "What may be said whatever is asked", rest);
    return page.toString();
  }

  private static List<Rule> fresh(List<Rule> rules, Set<String> told) {
    return rules.stream().filter(rule -> told.add(rule.id())).toList();
  }

  private static void section(StringBuilder page, String title, String summary, List<Rule> rules) {
    page.append("\n## %s\n\n%s.\n".formatted(title, summary));
    if (rules.isEmpty()) {
      page.append("\nIt has no rules beyond those above.\n");
      return;
    }
    page.append("\n| rule | severity | what is asked | remedy | source |\n|---|---|---|---|---|\n");
    for (Rule rule : rules) {
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  rule.id(),
                  rule.severity().word(),
                  cell(rule.title()),
                  cell(rule.remedy()),
                  cell(rule.source())));
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
