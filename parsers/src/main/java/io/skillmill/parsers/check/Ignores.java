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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final List<Ignore> ofSkill;
  private final Map<String, List<Ignore>> ofOthers = new HashMap<>();

  private Ignores(Subject subject, List<Ignore> ofSkill) {
    this.subject = subject;
    this.ofSkill = ofSkill;
  }

  static Ignores of(Subject subject) {
    Optional<SourceText> text = subject.text();
    if (text.isEmpty() || !text.get().text().contains(Ignore.WORD)) {
      return new Ignores(subject, List.of());
    }
    var found = new ArrayList<Ignore>();
    int bodyLine = subject.frontmatter().bodyLine();
    for (int line = 1; line < bodyLine; line++) {
      ofLine(text.get(), line, "#").ifPresent(found::add);
    }
    for (Comment comment : subject.comments()) {
      ofComment(text.get(), comment).ifPresent(found::add);
    }
    return new Ignores(subject, List.copyOf(found));
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
    for (Ignore ignore : ofSkill) {
      if (ignore.rules().isEmpty()) {
        complaints.add(UNKNOWN.broken(ignore.place(), "The skillmill-ignore names no rule"));
      }
      for (String rule : new HashSet<>(ignore.rules())) {
        if (!known.test(rule)) {
          complaints.add(UNKNOWN.broken(ignore.place(), "There is no rule %s".formatted(rule)));
        } else if (asked.contains(rule) && unused(ignore, rule, diagnostics)) {
          complaints.add(
              UNUSED.broken(
                  ignore.place(), "The rule %s finds nothing to pass over here".formatted(rule)));
        }
      }
    }
    return complaints;
  }

  private static boolean unused(Ignore ignore, String rule, List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .noneMatch(d -> d.rule().equals(rule) && ignore.covers(rule, d.place()));
  }

  private Optional<Ignore> ignoring(Diagnostic diagnostic) {
    String file = diagnostic.place().file();
    List<Ignore> wishes =
        file.equals(subject.source().primary())
            ? ofSkill
            : ofOthers.computeIfAbsent(file, this::read);
    return wishes.stream()
        .filter(ignore -> ignore.covers(diagnostic.rule(), diagnostic.place()))
        .findFirst();
  }

  /** Other files are of any language, so the wish may follow any comment sign. */
  private List<Ignore> read(String file) {
    Optional<SourceText> text = subject.text(file);
    if (text.isEmpty() || !text.get().text().contains(Ignore.WORD)) {
      return List.of();
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
    return found;
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
    String before = text.line(comment.place().line()).substring(0, comment.place().column() - 1);
    String after = text.line(last);
    boolean alone = before.isBlank() && after.stripTrailing().endsWith("-->");
    return Ignore.of(comment.text(), comment.place(), alone ? lineAfter(text, last) : last);
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
