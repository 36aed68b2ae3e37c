package io.skillmill.parsers.markdown;

import io.skillmill.parsers.decompose.Passage;
import java.util.ArrayList;
import java.util.List;

/** The headings that the walk stands under. */
final class Sections {

  private final List<Integer> levels = new ArrayList<>();
  private final List<String> titles = new ArrayList<>();
  private String title = "";
  private String path = "";

  void enter(int level, String heading) {
    if (level == 1 && title.isEmpty()) {
      title = heading;
    }
    while (!levels.isEmpty() && levels.getLast() >= level) {
      levels.removeLast();
      titles.removeLast();
    }
    levels.add(level);
    titles.add(heading);
    path = String.join(Passage.UNDER, titles);
  }

  /** The first heading of the first level; empty where there is none. */
  String title() {
    return title;
  }

  /** From the outermost heading to the innermost; empty above the first. */
  String path() {
    return path;
  }
}
