package io.skillmill.parsers;

import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;
import java.util.Optional;

/**
 * A strategy for one format of skill: says how well it fits a source, and takes that source apart.
 *
 * <p>To add a format, implement this in a jar of your own, name the class in {@code
 * META-INF/services/io.skillmill.parsers.SkillParser} and put the jar into {@code plugins/}; see
 * docs/guide/write-a-parser.md.
 *
 * <p>Implementations are thread-safe and keep no state between calls: parsing is a pure function of
 * the source, the name and the version, which is why its results can be kept and given again.
 */
public interface SkillParser {

  /** How long a parser's name may be. */
  int NAME_LENGTH_MAX = 64;

  /** Whether a parser may be called so: lower-case letters, digits and hyphens. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= NAME_LENGTH_MAX
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }

  /** The name to ask for it by; see {@link #isName}. */
  String name();

  /** Changes whenever the same source would turn into something else; kept results then expire. */
  String version();

  /**
   * How well this parser fits the source. Must be quick: it is asked of every source. A parser that
   * throws here does not get the source.
   */
  Fit fit(SkillSource source);

  /**
   * Takes the source apart. Bad input is a {@link ParseResult.Rejected}; an exception means that
   * the parser itself is broken.
   */
  ParseResult parse(SkillSource source, Limits limits);

  /**
   * Checks a document this parser made, or one that claims to be like it; no finding means sound.
   */
  default List<Diagnostic> validate(Document document) {
    return DocumentCheck.check(document);
  }

  /**
   * What this parser still needs before it can be used, with how to give it: a setting, a program.
   * One that needs something is listed but never chosen.
   *
   * @return nothing where it is ready
   */
  default Optional<String> needs() {
    return Optional.empty();
  }

  /** Takes several sources apart, in their order. */
  default List<ParseResult> parseAll(List<SkillSource> sources, Limits limits) {
    return sources.stream().map(source -> parse(source, limits)).toList();
  }
}
