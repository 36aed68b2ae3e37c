package io.skillmill.parsers.ignore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of an ignore file.
 *
 * @param file where it stands
 * @param line of the file
 * @param words as they stand there
 * @param negated whether it takes back what a line before it said
 * @param directoryOnly whether it speaks of directories alone
 * @param nameOnly whether it speaks of names, wherever they lie, and not of paths
 * @param segments what each part of a path must match
 */
record Rule(
    Path file,
    int line,
    String words,
    boolean negated,
    boolean directoryOnly,
    boolean nameOnly,
    List<Glob> segments) {

  /** How long a line may be; no path is as long. */
  private static final int LENGTH_MAX = 4_096;

  /** The rule of a line; nothing where it is blank, a comment, or can match nothing. */
  static Optional<Rule> read(Path file, int line, String words) {
    String pattern = trimmed(words);
    if (pattern.isEmpty() || pattern.startsWith("#") || pattern.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    boolean negated = pattern.startsWith("!");
    String bare = negated ? pattern.substring(1) : pattern;
    boolean directoryOnly = bare.endsWith("/") && !bare.endsWith("\\/");
    bare = directoryOnly ? bare.substring(0, bare.length() - 1) : bare;
    boolean nameOnly = bare.indexOf('/') < 0;
    bare = bare.startsWith("/") ? bare.substring(1) : bare;
    var segments = new ArrayList<Glob>();
    for (String segment : bare.split("/", -1)) {
      Optional<Glob> glob = nameOnly ? Glob.ofName(segment) : Glob.of(segment);
      if (segment.isEmpty() || glob.isEmpty()) {
        return Optional.empty();
      }
      segments.add(glob.get());
    }
    // spec: "If there is a separator at the beginning or middle (or both) of the pattern, then the
    // pattern is relative to the directory level of the particular .gitignore file itself."
    return Optional.of(
        new Rule(file, line, words.strip(), negated, directoryOnly, nameOnly, segments));
  }

  /** Without the blanks at its end, unless the first of them is escaped. */
  private static String trimmed(String words) {
    String line = words.endsWith("\r") ? words.substring(0, words.length() - 1) : words;
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1)) {
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean isEscaped(String line, int at) {
    int backslashes = 0;
    for (int i = at - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /**
   * Whether it says something of a path.
   *
   * @param from where the part of the path begins that is relative to the ignore file
   */
  boolean speaksOf(String path, int from, boolean directory) {
    if (directoryOnly && !directory) {
      return false;
    }
    if (nameOnly) {
      return segments.getFirst().matches(path, path.lastIndexOf('/') + 1, path.length());
    }
    return new PathMatch(segments, path, from).matches();
  }
}
