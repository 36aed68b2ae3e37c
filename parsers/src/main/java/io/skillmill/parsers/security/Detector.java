package io.skillmill.parsers.security;

/** Looks in a text for what words cannot say. */
@FunctionalInterface
interface Detector {

  void look(View view, Sink sink);

  /** Takes what is found. */
  @FunctionalInterface
  interface Sink {

    /** A stretch of the text, what is special about it, and what the message adds. */
    void found(int start, int end, String trait, String detail);

    default void found(int start, int end) {
      found(start, end, "", "");
    }
  }
}
