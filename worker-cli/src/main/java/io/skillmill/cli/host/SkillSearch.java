package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Finds skills by what they say of themselves. All that is asked for must hold. */
final class SkillSearch {

  /** Shorter words are in every sentence. */
  private static final int WORD_LEAST = 3;

  private record Hit(Mounted skill, int score) {}

  private final String text;
  private final String category;
  private final String complexity;
  private final Set<String> tags;

  private SkillSearch(Context context) {
    text = parameter(context, "query");
    category = parameter(context, "category");
    complexity = parameter(context, "complexity");
    tags = Set.copyOf(parts(parameter(context, "tags"), ','));
  }

  private static String parameter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).orElse("").strip();
  }

  static ObjectNode answer(Snapshot skills, Context context, String base) {
    var search = new SkillSearch(context);
    var found =
        skills.mounted().stream()
            .filter(search::fits)
            .map(skill -> new Hit(skill, search.score(skill)))
            .filter(hit -> search.text.isEmpty() || hit.score() > 0)
            .sorted(Comparator.comparingInt(Hit::score).reversed())
            .map(Hit::skill)
            .toList();
    var page = Json.object();
    page.putObject("query")
        .put("text", search.text)
        .put("category", search.category)
        .put("complexity", search.complexity)
        .put("tags", String.join(",", search.tags.stream().sorted().toList()));
    page.put("results", found.size());
    page.set("skills", SkillPages.entries(found, base));
    return page;
  }

  private boolean fits(Mounted mounted) {
    var about = mounted.skill().declaration().about();
    return (category.isEmpty() || category.equalsIgnoreCase(about.category()))
        && (complexity.isEmpty() || complexity.equalsIgnoreCase(about.complexity()))
        && (tags.isEmpty() || about.tags().stream().map(SkillSearch::low).anyMatch(tags::contains));
  }

  /** How many words of the question the skill has too; the whole question in it counts most. */
  private int score(Mounted mounted) {
    var skill = mounted.skill().declaration();
    var about = skill.about();
    var said = new ArrayList<String>(List.of(skill.name(), mounted.mount(), about.description()));
    said.addAll(about.useCases());
    said.addAll(about.exampleQueries());
    said.addAll(about.tags());
    if (said.stream().anyMatch(one -> low(one).contains(low(text)))) {
      return Integer.MAX_VALUE;
    }
    var words = new HashSet<String>();
    said.forEach(one -> words.addAll(parts(one, ' ')));
    return (int)
        parts(text, ' ').stream()
            .distinct()
            .filter(word -> word.length() >= WORD_LEAST && words.contains(word))
            .count();
  }

  /** Lower-case words between anything that is no letter and no digit, or between commas. */
  private static List<String> parts(String text, char separator) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (char c : (low(text) + separator).toCharArray()) {
      boolean ends = separator == ',' ? c == ',' : !Character.isLetterOrDigit(c);
      if (!ends) {
        part.append(c);
      } else if (!part.toString().isBlank()) {
        parts.add(part.toString().strip());
        part.setLength(0);
      }
    }
    return parts;
  }

  private static String low(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
