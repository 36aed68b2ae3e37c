package io.skillmill.cli.finding;

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
}
