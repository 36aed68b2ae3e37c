package io.skillmill.cli.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The revisions of the protocol that are spoken, the newest first. The first is stateless, and each
 * request says in its {@code _meta} which revision it speaks; the others begin with {@code
 * initialize}.
 */
enum Revision {
  STATELESS("2026-07-28"),
  R2025_11("2025-11-25"),
  R2025_06("2025-06-18"),
  R2025_03("2025-03-26");

  /** What a client speaks that does not say, as the older revisions have it. */
  static final Revision UNSAID = R2025_03;

  /** What is offered to a client that begins in the old way and asks for something unknown. */
  static final Revision OLD_NEWEST = R2025_11;

  private final String word;

  Revision(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  boolean isStateless() {
    return this == STATELESS;
  }

  static Optional<Revision> of(String word) {
    return Arrays.stream(values()).filter(revision -> revision.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Revision::word).toList();
  }
}
