package io.skillmill.parsers.repair;

import java.util.Optional;

/**
 * A field whose lines hold no control characters and do not begin with tabs, and whose key ends in
 * a colon and a blank.
 *
 * @param repair the first thing that had to be done for it; none where nothing had
 */
record Tidied(Entry entry, Optional<Repair> repair) {

  private static final String TAB = "  ";

  static Tidied of(Entry entry) {
    Line first = entry.lines().getFirst();
    Key key = entry.key();
    String name = tidy(first.text().substring(0, key.end()));
    Line tidyFirst = first.withText(name + ": " + tidy(entry.head()));
    var tidy =
        new Entry(
            new Key(
                key.name(),
                name.length() - (key.end() - key.start()),
                name.length(),
                name.length() + 1,
                true),
            tidyFirst);
    entry.rest().forEach(line -> tidy.add(line.withText(tidy(line.text()))));
    return new Tidied(tidy, repair(entry));
  }

  private static Optional<Repair> repair(Entry entry) {
    boolean tabs = false;
    for (Line line : entry.lines()) {
      if (line.text().chars().anyMatch(Tidied::isControl)) {
        return Optional.of(Repair.CONTROL_CHARACTER);
      }
      tabs |= !line.isBlank() && line.text().lastIndexOf('\t', line.indent()) >= 0;
    }
    if (tabs) {
      return Optional.of(Repair.TAB_INDENT);
    }
    return entry.key().regular() ? Optional.empty() : Optional.of(Repair.KEY_COLON);
  }

  private static String tidy(String text) {
    int indent = new Line(1, text).indent();
    var tidy = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i < indent && c == '\t') {
        tidy.append(TAB);
      } else if (!isControl(c)) {
        tidy.append(c);
      }
    }
    return tidy.toString();
  }

  /** What YAML calls not printable. */
  private static boolean isControl(int c) {
    return (c < ' ' && c != '\t' && c != '\n')
        || (c >= 0x7F && c < 0xA0 && c != 0x85)
        || c == 0xFFFE
        || c == 0xFFFF;
  }
}
