package io.skillmill.parsers.rules;

import io.skillmill.schema.skill.Severity;
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
    String detector) {

  /** The severity in whatever context has none of its own. */
  public static final String OTHERWISE = "otherwise";

  /** How far one match may reach. */
  public enum Scope {
    LINE,
    SENTENCE,
    PARAGRAPH
  }

  /** The severity in the first of these contexts that the rule speaks of. */
  public Optional<Severity> severity(List<String> contexts) {
    for (String context : contexts) {
      if (severities.containsKey(context)) {
        return Optional.of(severities.get(context));
      }
      if (quiet.contains(context)) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(severities.get(OTHERWISE));
  }
}
