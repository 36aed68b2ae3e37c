package io.skillmill.coordination.tokens;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token opens. None of them holds another. */
public enum Right {
  /** Running skills. */
  RUN,
  /** The store: tasks, claims, results. */
  STORE,
  /** What changes the host: reloading, registering. */
  ADMIN;

  /** The word that people type. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Right> of(String word) {
    return Arrays.stream(values())
        .filter(right -> right.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
