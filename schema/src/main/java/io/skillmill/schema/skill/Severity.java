package io.skillmill.schema.skill;

import java.util.Locale;

/** How much a diagnostic matters. */
public enum Severity {
  /** The skill will not work as its author meant. */
  ERROR,
  /** The skill works, but some client or reader will stumble. */
  WARNING,
  /** Worth knowing: a repair that was made, something passed over. */
  INFO;

  /** The word for JSON and terminals. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
