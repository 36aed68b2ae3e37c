package io.skillmill.parsers.check;

import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Finding.Standing;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each finding of a skill its fingerprint: the rule, the file and the words of the line, so
 * that it stays the same when lines above come and go.
 */
final class Fingerprints {

  private static final int DIGITS = 32;

  /** A line of a file. */
  private record Spot(String file, int line) {}

  /** What one rule finds there has one fingerprint. */
  private record Print(String rule, Spot spot) {}

  /** A line may be long and hold thousands of findings, so what is made of it is kept. */
  private final Map<Spot, String> words = new HashMap<>();

  private final Map<Print, String> prints = new HashMap<>();

  private final Subject subject;
  private final String directory;

  /**
   * @param directory where the skill lies, relative to where the paths of the run begin
   */
  Fingerprints(Subject subject, String directory) {
    this.subject = subject;
    this.directory = directory;
  }

  List<Finding> of(List<Diagnostic> diagnostics) {
    Map<String, Integer> ordinals = new HashMap<>();
    var findings = new ArrayList<Finding>(diagnostics.size());
    for (Diagnostic diagnostic : diagnostics) {
      String print = of(diagnostic);
      int ordinal = ordinals.merge(print, 1, Integer::sum);
      findings.add(new Finding(diagnostic, print, ordinal, Standing.TOLD, ""));
    }
    return findings;
  }

  private String of(Diagnostic diagnostic) {
    var spot = new Spot(diagnostic.place().file(), diagnostic.place().line());
    return prints.computeIfAbsent(
        new Print(diagnostic.rule(), spot),
        print ->
            of(print.rule(), directory, spot.file(), words.computeIfAbsent(spot, this::words)));
  }

  static String of(String rule, String directory, String file, String words) {
    return new Sha256()
        .part(rule)
        .part(directory.isEmpty() ? file : directory + "/" + file)
        .part(words)
        .hex()
        .substring(0, DIGITS);
  }

  /** The words of the line, whatever blanks stand between them. */
  private String words(Spot spot) {
    return subject
        .text(spot.file())
        .filter(read -> spot.line() <= read.lineCount())
        .map(read -> spaced(read.line(spot.line())))
        .orElse("");
  }

  private static String spaced(String line) {
    var words = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (!Character.isWhitespace(c)) {
        words.append(c);
      } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
        words.append(' ');
      }
    }
    return words.toString().strip();
  }
}
