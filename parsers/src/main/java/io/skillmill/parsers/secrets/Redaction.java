package io.skillmill.parsers.secrets;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes secrets out of what is shown, stored or logged. What is left of one is its first four
 * characters, where it is long, and its length. What stands in a document in place of a secret,
 * such as {@code AKIAIOSFODNN7EXAMPLE}, is none and stays. Redacting twice changes nothing more,
 * and lines stay where they are.
 *
 * <pre>{@code
 * Redaction redaction = Redaction.of(text);  // one linear pass
 * if (!redaction.isEmpty()) {
 *   redaction.redactTree(document.json());
 * }
 * }</pre>
 */
public final class Redaction {

  private static final int SHOWN = 4;

  /** A shorter secret shows nothing of itself. */
  private static final int SHOWN_FROM = 16;

  private final String text;
  private final List<Secret> secrets;
  private @Nullable KnownValues known;

  private Redaction(String text, List<Secret> secrets) {
    this.text = text;
    this.secrets = secrets;
  }

  /** A text without its secrets; the same object where it has none. */
  public static String redact(String text) {
    return of(text).text();
  }

  /** Finds the secrets of a text once, so that much that is made of it can be redacted. */
  public static Redaction of(String text) {
    return new Redaction(text, SecretFinder.find(text));
  }

  public boolean isEmpty() {
    return secrets.isEmpty();
  }

  /** The secrets, in the order of the text; none overlaps another. */
  public List<Secret> secrets() {
    return List.copyOf(secrets);
  }

  /** The whole text without its secrets. */
  public String text() {
    return slice(0, text.length());
  }

  /** A part of the text without the secrets, and the parts of secrets, that are in it. */
  public String slice(int start, int end) {
    if (secrets.isEmpty()) {
      return text.substring(start, end);
    }
    var slice = new StringBuilder();
    int at = start;
    for (Secret secret : secrets) {
      if (secret.end() > at && secret.start() < end) {
        slice.append(text, at, Math.max(at, secret.start())).append(mask(value(secret)));
        at = Math.min(end, secret.end());
      }
    }
    return slice.append(text, Math.min(at, end), end).toString();
  }

  /** Something made of the text, perhaps cut short, without the secrets of either. */
  public String redactMade(String made) {
    String redacted = redact(made);
    return secrets.isEmpty() ? redacted : known().replacedIn(redacted, Redaction::mask);
  }

  /**
   * Every text in a tree, names of members too, in place.
   *
   * @return whether any held a secret
   */
  public boolean redactTree(ObjectNode tree) {
    boolean changed = false;
    for (var member : List.copyOf(tree.properties())) {
      String name = redactMade(member.getKey());
      JsonNode value = member.getValue();
      if (!name.equals(member.getKey())) {
        tree.remove(member.getKey());
        tree.set(name, value);
        changed = true;
      }
      if (!value.isString()) {
        changed |= redactInside(value);
      } else {
        String text = value.stringValue();
        String redacted = redactMade(text);
        if (!redacted.equals(text)) {
          tree.put(name, redacted);
          changed = true;
        }
      }
    }
    return changed;
  }

  private boolean redactInside(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return redactTree(object);
    }
    boolean changed = false;
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (!array.get(i).isString()) {
          changed |= redactInside(array.get(i));
          continue;
        }
        String text = array.get(i).stringValue();
        String redacted = redactMade(text);
        if (!redacted.equals(text)) {
          array.set(i, redacted);
          changed = true;
        }
      }
    }
    return changed;
  }

  private KnownValues known() {
    if (known == null) {
      known = new KnownValues(secrets.stream().map(this::value).toList());
    }
    return known;
  }

  private String value(Secret secret) {
    return text.substring(secret.start(), secret.end());
  }

  private static String mask(String value) {
    String shown = value.length() < SHOWN_FROM ? "" : value.substring(0, SHOWN);
    long lines = value.chars().filter(c -> c == '\n').count();
    return "%s[redacted, %d characters]".formatted(shown.strip(), value.length())
        + "\n".repeat((int) lines);
  }
}
