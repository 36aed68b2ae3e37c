package io.skillmill.parsers.rules;

import io.skillmill.schema.skill.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a pack.
 *
 * @param id {@code security-} and what it looks for
 * @param category the entry of the OWASP Agentic Skills Top 10 that it belongs to: {@code AST01}
 * @param title what was found, in a few words
 * @param message what that means
 * @param remedy what to do about it
 * @param severities by context
 * @param quiet contexts in which it finds nothing
 * @param scope how far one match may reach
 * @param patterns what it looks for; none where a detector does
 * @param detector the name of the code that looks, where words cannot say what for; often empty
 * @param trait the name of the code that looks closer at what a pattern found; often empty
 */
public record SecurityRule(
    String id,
    String category,
    String title,
    String message,
    String remedy,
    Map<String, Severity> severities,
    Set<String> quiet,
    Scope scope,
    List<String> patterns,
    String detector,
    String trait) {

  /** Where the rule says nothing of a context. */
  private static final String OTHERWISE = "otherwise";

  /** How far one match may reach. */
  public enum Scope {
    LINE,
    SENTENCE,
    PARAGRAPH
  }

  /**
   * How much a finding matters.
   *
   * @param contexts what the place is, the most special first; the first that the rule speaks of
   *     counts
   * @param excuses what speaks for the text there, the strongest first; the first that the rule
   *     speaks of can make it matter less, never more
   */
  public Optional<Severity> severity(List<String> contexts, List<String> excuses) {
    Optional<Severity> severity =
        first(contexts).or(() -> Optional.of(OTHERWISE)).flatMap(this::stated);
    Optional<String> excuse = first(excuses);
    if (severity.isEmpty() || excuse.isEmpty()) {
      return severity;
    }
    return stated(excuse.get())
        .map(excused -> excused.compareTo(severity.get()) > 0 ? excused : severity.get());
  }

  /** The most that a finding of it can matter. */
  public Severity most() {
    return severities.isEmpty() ? Severity.INFO : Collections.min(severities.values());
  }

  private Optional<String> first(List<String> names) {
    return names.stream()
        .filter(name -> severities.containsKey(name) || quiet.contains(name))
        .findFirst();
  }

  private Optional<Severity> stated(String name) {
    return Optional.ofNullable(severities.get(name));
  }
}
