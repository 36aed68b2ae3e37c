package io.skillmill.parsers.detect;

/** Looks in a text for one thing. */
@FunctionalInterface
public interface Detector {

  /** Tells the sink of every place. */
  void look(View view, Sink sink);

  /** Takes what is found. */
  @FunctionalInterface
  interface Sink {

    /**
     * Takes a stretch of the text.
     *
     * @param start its first character
     * @param end one past its last
     * @param trait what is special about it, which a rule may have a severity for; often empty
     * @param detail what the message adds; often empty
     */
    void found(int start, int end, String trait, String detail);
  }
}
