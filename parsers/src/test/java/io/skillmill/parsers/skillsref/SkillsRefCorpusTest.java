package io.skillmill.parsers.skillsref;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The recorded verdicts on real skills, read from the folder that SKILLMILL_CORPUS names. */
class SkillsRefCorpusTest {

  @Test
  void every_recorded_verdict_is_given_again() throws Exception {
    String corpus = System.getenv("SKILLMILL_CORPUS");
    if (corpus == null) {
      System.out.println("skipped: SkillsRefCorpusTest, because SKILLMILL_CORPUS is not set");
      return;
    }
    List<String> records = Files.readAllLines(Path.of(corpus, "meta.jsonl"));
    for (String line : records) {
      JsonNode facts = Json.read(line);
      Path file = Path.of(corpus, "skills", facts.path("path").asString());
      String directory = Objects.requireNonNull(file.getParent()).getFileName().toString();
      var recorded = new ArrayList<String>();
      facts.path("skills_ref_errors").forEach(error -> recorded.add(error.asString()));
      assertThat(SkillsRef.validate(directory, Files.readAllBytes(file)))
          .as(file.toString())
          .isEqualTo(recorded);
    }
    System.out.printf("corpus: %d verdicts of skills-ref given again%n", records.size());
    assertThat(records).hasSize(300);
  }
}
