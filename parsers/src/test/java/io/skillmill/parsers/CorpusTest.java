package io.skillmill.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Real skills of other people, read from the folder that SKILLMILL_CORPUS names. */
class CorpusTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Path OPEN_FORM =
      Path.of(
          "../schema/src/test/resources/io/skillmill/schema/check",
          "skill-decomposition-open.schema.json");

  private final Map<String, Integer> rules = new TreeMap<>();
  private int parsed;
  private int rejected;
  private int named;
  private int described;
  private int elements;

  @Test
  void every_real_skill_becomes_a_valid_document_or_is_rejected_with_a_reason() throws IOException {
    String corpus = System.getenv("SKILLMILL_CORPUS");
    if (corpus == null) {
      System.out.println("skipped: CorpusTest, because SKILLMILL_CORPUS is not set");
      return;
    }
    var sources = new ArrayList<SkillSource>();
    Sources.find(
        Path.of(corpus, "skills"),
        found -> {
          assertThat(found).isInstanceOf(Found.Source.class);
          sources.add(((Found.Source) found).source());
        });
    Schema open =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Files.readString(OPEN_FORM), InputFormat.JSON);
    sources.forEach(source -> parse(source, open));
    System.out.printf(
        "corpus: %d sources, %d parsed, %d rejected, %d names, %d descriptions, %d elements%n%s%n",
        sources.size(), parsed, rejected, named, described, elements, rules);
    assertThat(sources).hasSize(300);
    assertThat(parsed).isGreaterThan(290);
  }

  private void parse(SkillSource source, Schema open) {
    switch (Parsers.builtIn().parse(source, Limits.DEFAULT)) {
      case ParseResult.Parsed(Document document, List<Diagnostic> diagnostics) -> {
        parsed++;
        count(diagnostics);
        Document stamped = document.parsedAt(NOW);
        assertThat(DocumentCheck.check(stamped)).as(source.name()).isEmpty();
        assertThat(open.validate(stamped.json())).as(source.name()).isEmpty();
        measure(document);
      }
      case ParseResult.Rejected(List<Diagnostic> diagnostics) -> {
        rejected++;
        count(diagnostics);
        System.out.println("rejected: " + source.name() + " " + diagnostics);
      }
    }
  }

  private void count(List<Diagnostic> diagnostics) {
    diagnostics.forEach(diagnostic -> rules.merge(diagnostic.rule(), 1, Integer::sum));
  }

  private void measure(Document document) {
    JsonNode fields = document.json().path("original_definition").path("frontmatter");
    named += fields.path("name").asString("").isBlank() ? 0 : 1;
    described += fields.path("description").asString("").isBlank() ? 0 : 1;
    for (JsonNode kind : document.json().path("decomposition")) {
      elements += kind.size();
    }
  }
}
