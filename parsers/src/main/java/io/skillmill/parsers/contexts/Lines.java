package io.skillmill.parsers.contexts;

import io.skillmill.parsers.text.LineStarts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is known of each line. */
final class Lines {

  private final String text;
  private final LineStarts starts;
  private final Context[] kinds;
  private final int[] introductions;
  private final int[] sections;
  private final int[] parents;
  private final int[] fences;
  private final List<Comment> comments = new ArrayList<>();

  private Lines(String text) {
    this.text = text;
    this.starts = LineStarts.of(text);
    int size = starts.count() + 1;
    this.kinds = new Context[size];
    this.introductions = new int[size];
    this.sections = new int[size];
    this.parents = new int[size];
    this.fences = new int[size];
  }

  static Lines of(String text) {
    return new Lines(text);
  }

  static Lines uniform(String text, Context context) {
    var lines = new Lines(text);
    Arrays.fill(lines.kinds, context);
    return lines;
  }

  int count() {
    return starts.count();
  }

  int start(int line) {
    return starts.of(line);
  }

  int end(int line) {
    return line < starts.count() ? starts.of(line + 1) - 1 : text.length();
  }

  int at(int offset) {
    return starts.lineAt(offset);
  }

  Context kind(int line) {
    return kinds[line];
  }

  void set(int line, Context kind, int introduction, int section) {
    kinds[line] = kind;
    introductions[line] = introduction;
    sections[line] = section;
  }

  int introduction(int line) {
    return introductions[line];
  }

  /** The line of the heading that this line is under; 0 where there is none. */
  int section(int line) {
    return sections[line];
  }

  int parentSection(int heading) {
    return parents[heading];
  }

  void parent(int heading, int parent) {
    parents[heading] = parent;
  }

  void fence(int line, int opening) {
    fences[line] = opening;
  }

  String language(int line) {
    int opening = fences[line];
    if (opening == 0) {
      return "";
    }
    String[] words =
        text.substring(start(opening), end(opening))
            .replace('`', ' ')
            .replace('~', ' ')
            .strip()
            .split("[\\s{,]", 2);
    return words[0].toLowerCase(Locale.ROOT);
  }

  List<Comment> comments() {
    return comments;
  }

  void add(Comment comment) {
    comments.add(comment);
  }

  Optional<Comment> comment(int offset) {
    int low = 0;
    int high = comments.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Comment comment = comments.get(middle);
      if (offset < comment.start()) {
        high = middle - 1;
      } else if (offset >= comment.end()) {
        low = middle + 1;
      } else {
        return Optional.of(comment);
      }
    }
    return Optional.empty();
  }
}
