package io.skillmill.parsers.labels;

import java.util.Locale;
import java.util.Optional;

/** What a line may be; a line that is nothing of this carries nothing. */
enum Kind {
  ACTION,
  RULE,
  DIRECTIVE;

  /** The kind a label names, if it is not {@code none}. */
  static Optional<Kind> of(String label) {
    return label.equals("none")
        ? Optional.empty()
        : Optional.of(valueOf(label.toUpperCase(Locale.ROOT)));
  }

  /** The list of the decomposition that holds elements of this kind. */
  String list() {
    return name().toLowerCase(Locale.ROOT) + "s";
  }
}
