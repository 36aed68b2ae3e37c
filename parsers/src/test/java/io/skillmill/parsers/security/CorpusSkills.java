package io.skillmill.parsers.security;

import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.skill.SkillSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The skills in the folder of SKILLMILL_CORPUS. */
final class CorpusSkills {

  private CorpusSkills() {}

  /** All of them; none where there is no such folder, which is said. */
  static List<SkillSource> read(Class<?> reader) {
    String corpus = System.getenv("SKILLMILL_CORPUS");
    if (corpus == null) {
      System.out.printf(
          "skipped: %s, because SKILLMILL_CORPUS is not set%n", reader.getSimpleName());
      return List.of();
    }
    var sources = new ArrayList<SkillSource>();
    Sources.find(
        Path.of(corpus, "skills"),
        found -> {
          if (found instanceof Found.Source(var _, var source)) {
            sources.add(source);
          }
        });
    return sources;
  }
}
