package io.skillmill.parsers.markdown;

import io.skillmill.parsers.decompose.Passage;
import java.util.ArrayList;
import java.util.List;

/** The passages that were found so far, and what introduces the next: headings and leads. */
final class Passages {

  private final List<Passage> all = new ArrayList<>();
  private final List<Integer> levels = new ArrayList<>();
  private final List<String> titles = new ArrayList<>();
  private final List<String> leads = new ArrayList<>();
  private String title = "";
  private String path = "";

  List<Passage> all() {
    return all;
  }

  /** The first heading of the first level; empty where there is none. */
  String title() {
    return title;
  }

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
    path = titles.size() == 1 ? heading : String.join(Passage.UNDER, titles);
    leads.clear();
  }

  /**
   * Says what introduces what follows.
   *
   * @param depth in how many items the line stands that does
   * @param lead empty where the line introduces nothing
   */
  void lead(int depth, String lead) {
    while (leads.size() > depth) {
      leads.removeLast();
    }
    while (leads.size() < depth) {
      leads.add("");
    }
    leads.add(lead);
  }

  /** What introduces something that stands in so many items. */
  String leadOf(int depth) {
    return depth > 0 && depth <= leads.size() ? leads.get(depth - 1) : "";
  }

  /** What the last line introduced. */
  String lastLead() {
    return leads.isEmpty() ? "" : leads.getLast();
  }

  /** The headings that the next passage stands under. */
  String path() {
    return path;
  }

  void add(Passage passage) {
    all.add(passage);
  }
}
