package io.skillmill.parsers.ignore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the ignore file of a directory, up to a size; what cannot be read says nothing. */
final class IgnoreFile {

  private static final String NAME = ".gitignore";
  private static final int BYTES_MAX = 1 << 20;

  /** More rules than this are asked of every file, one by one. */
  private static final int RULES_MAX = 10_000;

  private IgnoreFile() {}

  static List<Rule> read(Path directory) {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return rules(file, new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return List.of(); // Git itself goes on without it too.
    }
  }

  static List<Rule> rules(Path file, String text) {
    var rules = new ArrayList<Rule>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      String words = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (rules.size() < RULES_MAX) {
        Rule.read(file, number, words).ifPresent(rules::add);
      }
    }
    return List.copyOf(rules);
  }
}
