package io.skillmill.parsers.ignore;

import io.skillmill.parsers.ignore.IgnoreRules.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads ignore files, up to a size; what is not read says nothing, and is told as a fault. */
final class IgnoreFile {

  private static final String NAME = ".gitignore";
  private static final int BYTES_MAX = 1 << 20;

  /** More rules than this are asked of every file, one by one. */
  private static final int RULES_MAX = 10_000;

  private IgnoreFile() {}

  /** The rules of a directory's own ignore file. */
  static List<Rule> of(Path directory, List<Fault> faults) {
    Path file = directory.resolve(NAME);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? read(file, faults) : List.of();
  }

  static List<Rule> read(Path file, List<Fault> faults) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX);
      if (in.read() >= 0) {
        faults.add(
            new Fault(
                file, "only its first %d MiB is read; make it shorter".formatted(BYTES_MAX >> 20)));
      }
      return rules(file, new String(bytes, StandardCharsets.UTF_8), faults);
    } catch (IOException e) { // Git itself goes on without it too.
      faults.add(new Fault(file, "it cannot be read, so it says nothing; see who may read it"));
      return List.of();
    }
  }

  private static List<Rule> rules(Path file, String text, List<Fault> faults) {
    var rules = new ArrayList<Rule>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      String words = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      var rule = Rule.read(file, number, words);
      if (rule.isPresent() && rules.size() == RULES_MAX) {
        faults.add(
            new Fault(
                file,
                "only its first %d patterns count, those before line %d; make it shorter"
                    .formatted(RULES_MAX, number)));
        break;
      }
      rule.ifPresent(rules::add);
    }
    return List.copyOf(rules);
  }
}
