package io.skillmill.parsers.check;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.verdict.Comment;
import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Finding.Standing;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The wishes of a skill to pass over findings: comments in the Markdown, in the YAML and in its
 * other files.
 */
final class Ignores {

  private static final String OURS = "Skillmill's own (docs/reference/check.md)";

  private static final Rule UNUSED =
      new Rule(
          "ignore-unused",
          Severity.INFO,
          "Every skillmill-ignore comment passes over something",
          "remove it",
          OURS);
  private static final Rule UNKNOWN =
      new Rule(
          "ignore-unknown",
          Severity.INFO,
          "Every skillmill-ignore comment names rules that there are",
          "write it as <!-- skillmill-ignore RULE reason -->",
          OURS);

  static final List<Rule> ALL = List.of(UNUSED, UNKNOWN);

  private final Subject subject;
  private final Wishes ofSkill;
  private final Map<String, Wishes> ofOthers = new HashMap<>();

  private Ignores(Subject subject, Wishes ofSkill) {
    this.subject = subject;
    this.ofSkill = ofSkill;
  }

  static Ignores of(Subject subject) {
    Optional<SourceText> text = subject.text();
    if (text.isEmpty() || !text.get().text().contains(Ignore.WORD)) {
      return new Ignores(subject, Wishes.NONE);
    }
    var found = new ArrayList<Ignore>();
    int bodyLine = subject.frontmatter().bodyLine();
    for (int line = 1; line < bodyLine; line++) {
      ofLine(text.get(), line, "#").ifPresent(found::add);
    }
    for (Comment comment : subject.comments()) {
      ofComment(text.get(), comment).ifPresent(found::add);
    }
    return new Ignores(subject, new Wishes(found));
  }

  /** The findings with those passed over marked so, and the reasons as they may be shown. */
  List<Finding> applied(List<Finding> findings, UnaryOperator<String> shown) {
    return findings.stream()
        .map(finding ->
            ignoring(finding.diagnostic())
                .map(ignore -> finding.as(Standing.IGNORED, shown.apply(ignore.reason())))
                .orElse(finding))
        .toList();
  }

  /** What is the matter with the wishes: the rules that were asked, and those that there are. */
  List<Diagnostic> complaints(
      List<Diagnostic> diagnostics, Set<String> asked, Predicate<String> known) {
    var complaints = new ArrayList<Diagnostic>();
    var found = linesByRule(diagnostics);
    for (Ignore ignore : ofSkill.all()) {
      if (ignore.rules().isEmpty()) {
        complaints.add(UNKNOWN.broken(ignore.place(), "The skillmill-ignore names no rule"));
      }
      for (String rule : ignore.rules()) {
        if (!known.test(rule)) {
          complaints.add(UNKNOWN.broken(ignore.place(), "There is no rule %s".formatted(rule)));
        } else if (asked.contains(rule)
            && !ignore.coversAny(found.getOrDefault(rule, Collections.emptyNavigableSet()))) {
          complaints.add(
              UNUSED.broken(
                  ignore.place(), "The rule %s finds nothing to pass over here".formatted(rule)));
        }
      }
    }
    return complaints;
  }

  private Map<String, NavigableSet<Integer>> linesByRule(List<Diagnostic> diagnostics) {
    var lines = new HashMap<String, NavigableSet<Integer>>();
    diagnostics.stream()
        .filter(diagnostic -> diagnostic.place().file().equals(subject.source().primary()))
        .forEach(diagnostic ->
            lines
                .computeIfAbsent(diagnostic.rule(), _ -> new TreeSet<>())
                .add(diagnostic.place().line()));
    return lines;
  }

  private Optional<Ignore> ignoring(Diagnostic diagnostic) {
    String file = diagnostic.place().file();
    Wishes wishes =
        file.equals(subject.source().primary())
            ? ofSkill
            : ofOthers.computeIfAbsent(file, this::read);
    return wishes.covering(diagnostic.rule(), diagnostic.place());
  }

  /** Other files are of any language, so the wish may follow any comment sign. */
  private Wishes read(String file) {
    Optional<SourceText> text = subject.text(file);
    if (text.isEmpty() || !text.get().text().contains(Ignore.WORD)) {
      return Wishes.NONE;
    }
    var found = new ArrayList<Ignore>();
    for (int line = 1; line <= text.get().lineCount(); line++) {
      for (String sign : List.of("#", "//", "<!--", "--", ";")) {
        Optional<Ignore> ignore = ofLine(text.get(), line, sign);
        if (ignore.isPresent()) {
          found.add(ignore.get());
          break;
        }
      }
    }
    return new Wishes(found);
  }

  /** A wish in a comment that this sign begins and the line ends. */
  private static Optional<Ignore> ofLine(SourceText text, int line, String sign) {
    String written = text.line(line);
    int at = written.indexOf(Ignore.WORD);
    if (at < 0) {
      return Optional.empty();
    }
    String before = written.substring(0, at).stripTrailing();
    if (!before.endsWith(sign)) {
      return Optional.empty();
    }
    String content = before.substring(0, before.length() - sign.length());
    if (!content.isEmpty() && !Character.isWhitespace(content.charAt(content.length() - 1))) {
      return Optional.empty();
    }
    int end = written.indexOf("-->", at);
    String wish = end < 0 ? written.substring(at) : written.substring(at, end);
    var place = Place.of(text.file(), line, content.length() + 1);
    return Ignore.of(wish, place, content.isBlank() ? lineAfter(text, line) : line);
  }

  private static Optional<Ignore> ofComment(SourceText text, Comment comment) {
    int last = comment.place().lineEnd();
    int line = isAlone(text, comment.place()) ? lineAfter(text, last) : last;
    return Ignore.of(comment.text(), comment.place(), line);
  }

  /** Whether nothing stands before it, nor anything but comments behind; no line is copied. */
  private static boolean isAlone(SourceText text, Place place) {
    String all = text.text();
    int start = text.startOfLine(place.line());
    int before = start + place.column() - 1;
    while (before > start && Character.isWhitespace(all.charAt(before - 1))) {
      before--;
    }
    if (before > start) {
      return false;
    }
    int end = text.startOfLine(place.lineEnd() + 1);
    while (end > start && Character.isWhitespace(all.charAt(end - 1))) {
      end--;
    }
    return all.startsWith("-->", end - 3);
  }

  /** The next line that is not blank; the same one where none follows. */
  private static int lineAfter(SourceText text, int line) {
    for (int next = line + 1; next <= text.lineCount(); next++) {
      if (!text.line(next).isBlank()) {
        return next;
      }
    }
    return line;
  }
}
