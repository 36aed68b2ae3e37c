package io.skillmill.parsers.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a package holds beside its SKILL.md, as far as it is linked to. */
class LinkedFilesTest {

  private final List<SkillFile> files = new ArrayList<>();

  @Test
  void a_file_that_is_linked_to_says_so_and_at_which_level() {
    file("references/a.md", "# A\n\nSee [b](b.md) and `scripts/run.py`.\n");
    file("references/b.md", "Nothing more.\n");
    file("references/unlinked.md", "Nobody knows.\n");
    file("scripts/run.py", "print()\n");
    JsonNode document = document("Read [a](references/a.md).");
    assertThat(told(document, "name", "linked_at_level", "tokens_estimated"))
        .containsExactly(
            "references/a.md 1 11",
            "references/b.md 2 4",
            "references/unlinked.md  ",
            "scripts/run.py 2 ");
  }

  @Test
  void links_of_a_file_that_lead_nowhere_are_told() {
    file(
        "references/a.md",
        """
        [here](b.md) [by the root](assets/x.png)

        [gone](c.md) [out](../../x.md) [w](https://x.y) [t](#top)
        """);
    file("references/b.md", "");
    file("assets/x.png", "");
    JsonNode missing = document("Read [a](references/a.md).").at("/resources/1/links_missing");
    assertThat(missing.toString())
        .isEqualTo(
            "[{\"line\":3,\"column\":1,\"target\":\"c.md\"},"
                + "{\"line\":3,\"column\":14,\"target\":\"../../x.md\",\"outside\":true}]");
  }

  @Test
  void files_that_lead_to_one_another_end() {
    file("a.md", "[b](b.md) [a](a.md) [skill](SKILL.md)");
    file("b.md", "[a](a.md)");
    assertThat(told(document("[a](a.md)"), "name", "linked_at_level"))
        .containsExactly("a.md 1", "b.md 2");
  }

  @Test
  void what_is_not_read_is_told() {
    files.add(SkillFile.withoutBytes("big.md", 9 << 20, "0".repeat(64)));
    files.add(SkillFile.link("link.md", 5, "0".repeat(64)));
    files.add(SkillFile.of("binary.md", new byte[] {0, 1, 2, 0}));
    JsonNode document = document("[a](big.md) [b](link.md) [c](binary.md)");
    assertThat(told(document, "name", "linked_at_level", "tokens_estimated"))
        .containsExactly("big.md 1 ", "binary.md 1 ", "link.md 1 ");
    assertThat(document.path("diagnostics").valueStream())
        .filteredOn(finding -> finding.path("rule").asString().equals("linked-not-read"))
        .extracting(finding -> finding.path("message").asString())
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("big.md"),
            one -> assertThat(one).contains("link.md").contains("symbolic link or too large"),
            one -> assertThat(one).contains("binary.md"));
  }

  @Test
  void no_more_than_so_many_files_are_read() {
    var links = new StringBuilder();
    for (int i = 100; i < 250; i++) {
      file("f" + i + ".md", "x");
      links.append("[f](f").append(i).append(".md)\n");
    }
    JsonNode document = document(links.toString());
    assertThat(document.path("resources").valueStream().filter(one -> one.has("tokens_estimated")))
        .hasSize(100);
    assertThat(document.path("resources").valueStream().filter(one -> one.has("linked_at_level")))
        .hasSize(150);
    assertThat(document.path("diagnostics").toString()).contains("linked-left-out").contains("50");
  }

  @Test
  void a_thousand_links_that_lead_nowhere_are_counted_past_the_first() {
    file("a.md", "[x](gone.md) ".repeat(1_000));
    JsonNode document = document("[a](a.md)");
    assertThat(document.at("/resources/0/links_missing").size()).isLessThanOrEqualTo(100);
    assertThat(document.path("diagnostics").toString()).contains("linked-left-out");
  }

  private void file(String name, String text) {
    files.add(SkillFile.of(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> told(JsonNode document, String... members) {
    return document
        .path("resources")
        .valueStream()
        .map(file ->
            String.join(" ", Stream.of(members).map(one -> file.path(one).asString("")).toList()))
        .toList();
  }

  private JsonNode document(String body) {
    file("SKILL.md", "---\nname: tea\ndescription: Makes tea.\n---\n" + body + "\n");
    var source = SkillSource.of("tea", "SKILL.md", files);
    var parsed = (ParseResult.Parsed) new AgentSkillParser().parse(source, Limits.DEFAULT);
    List<Diagnostic> faults = DocumentCheck.check(parsed.document().parsedAt(Instant.EPOCH));
    assertThat(faults).isEmpty();
    return parsed.document().json();
  }
}
