package io.skillmill.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExampleSkillsTest {

  @Test
  void every_example_becomes_a_sound_document_and_one_needs_a_repair() {
    var names = new ArrayList<String>();
    Map<String, List<String>> findings = new TreeMap<>();
    Sources.find(
        Path.of("../examples/skills"),
        found -> {
          var source = ((Found.Source) found).source();
          var parsed = (ParseResult.Parsed) Parsers.builtIn().parse(source, Limits.DEFAULT);
          Document stamped = parsed.document().parsedAt(Instant.EPOCH);
          assertThat(DocumentCheck.check(stamped)).as(source.name()).isEmpty();
          names.add(stamped.skillName());
          if (!parsed.diagnostics().isEmpty()) {
            findings.put(
                stamped.skillName(), parsed.diagnostics().stream().map(Diagnostic::rule).toList());
          }
        });
    assertThat(names)
        .containsExactly(
            "api-client",
            "commit-message",
            "data-cleaning",
            "unit-conversion",
            "incident-report",
            "log-triage",
            "flame-graph",
            "meeting-notes",
            "onboarding-checklist",
            "pdf-forms",
            "release-notes",
            "sql-review",
            "translation");
    assertThat(findings)
        .isEqualTo(Map.of("release-notes", List.of("frontmatter-yaml", "frontmatter-repaired")));
  }
}
