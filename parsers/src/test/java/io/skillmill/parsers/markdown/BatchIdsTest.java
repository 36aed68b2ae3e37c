package io.skillmill.parsers.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ids, where many skills are taken apart in one run. */
class BatchIdsTest {

  private static final long SEED = Long.getLong("skillmill.seed", System.nanoTime());
  private static final int DOCUMENTS = 1_000;
  private static final String LETTERS = "aab-1_2 .éA";

  @Test
  void skills_that_differ_in_a_digit_or_a_sign_alone_have_ids_of_their_own() {
    List<String> names =
        List.of(
            "java-8-to-java-11-upgrade",
            "java-11-to-java-17-upgrade",
            "java-17-to-java-21-upgrade",
            "java-to-java-upgrade",
            "java--to-java--upgrade",
            "java_to_java_upgrade",
            "Java-to-Java-Upgrade",
            "java to java upgrade",
            "java.to.java.upgrade");
    assertThat(names.stream().map(name -> id(document("x", name, "Do it."))))
        .doesNotHaveDuplicates();
  }

  @Test
  void skills_of_one_name_are_told_apart_by_what_they_are_made_of() {
    JsonNode here = document("tea", "tea", "Make tea.");
    JsonNode there = document("tea", "tea", "Make green tea.");
    JsonNode elsewhere = document("green-tea", "tea", "Make tea.");
    assertThat(List.of(id(here), id(there), id(elsewhere))).doesNotHaveDuplicates();
    assertThat(List.of(hash(here), hash(there), hash(elsewhere))).doesNotHaveDuplicates();
    assertThat(id(document("tea", "tea", "Make tea."))).isEqualTo(id(here));
  }

  @Test
  void a_thousand_documents_made_side_by_side_share_no_id() {
    var random = new Random(SEED);
    var names = new HashSet<String>();
    while (names.size() < DOCUMENTS) {
      names.add(name(random));
    }
    List<String> body =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> "- Read file %d.\n- Never write file %d.\n".formatted(i, i))
            .toList();
    List<JsonNode> documents =
        names.parallelStream().map(name -> document("skill", name, String.join("", body))).toList();
    Set<String> all = new HashSet<>();
    for (JsonNode document : documents) {
      for (JsonNode kind : document.path("decomposition")) {
        for (JsonNode element : kind) {
          String id = id(document) + "/" + element.path("id").asString();
          assertThat(all.add(id)).as("%s, -Dskillmill.seed=%d", id, SEED).isTrue();
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(DOCUMENTS * 50);
  }

  /** Few letters make many names that are nearly the same. */
  private static String name(Random random) {
    var name = new StringBuilder("a");
    for (int n = random.nextInt(8); n > 0; n--) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.append('b').toString();
  }

  private static String id(JsonNode document) {
    return document.at("/meta/skill_id").asString();
  }

  private static String hash(JsonNode document) {
    return document.at("/meta/source_hash").asString();
  }

  private static JsonNode document(String directory, String name, String body) {
    String text = "---\nname: \"" + name + "\"\ndescription: It is.\n---\n\n" + body + "\n";
    var files = new ArrayList<SkillFile>();
    files.add(SkillFile.of("SKILL.md", text.getBytes(StandardCharsets.UTF_8)));
    var source = SkillSource.of(directory, "SKILL.md", files);
    var parsed = (ParseResult.Parsed) new AgentSkillParser().parse(source, Limits.DEFAULT);
    return parsed.document().json();
  }
}
