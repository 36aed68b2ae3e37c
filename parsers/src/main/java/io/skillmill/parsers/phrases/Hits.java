package io.skillmill.parsers.phrases;

/** Is told of each phrase, in the order in which they begin. */
@FunctionalInterface
public interface Hits {

  /**
   * Takes in one occurrence.
   *
   * @param phrase its index in the list that was given
   * @param at where; the same object each time, so that it must be read now
   */
  void hit(int phrase, Cursor at);
}
