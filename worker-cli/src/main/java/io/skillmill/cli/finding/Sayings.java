package io.skillmill.cli.finding;

import io.skillmill.coordination.skills.hosting.Mounted;
import java.util.ArrayList;
import java.util.List;

/**
 * What a skill says of itself.
 *
 * @param texts its names and sentences, in any order
 */
public record Sayings(String category, String complexity, List<String> tags, List<String> texts) {

  public Sayings {
    tags = List.copyOf(tags);
    texts = List.copyOf(texts);
  }

  /** What a hosted skill says. */
  public static Sayings of(Mounted mounted) {
    var skill = mounted.skill().declaration();
    var about = skill.about();
    var texts = new ArrayList<>(List.of(skill.name(), mounted.mount(), about.description()));
    texts.addAll(about.useCases());
    texts.addAll(about.exampleQueries());
    texts.addAll(about.tags());
    return new Sayings(about.category(), about.complexity(), about.tags(), texts);
  }
}
