package io.skillmill.parsers.rules;

import java.util.List;

/**
 * One part of a pattern.
 *
 * @param words any of which may stand here
 * @param gap how much may stand between the part before and this one, counted on the cursor's scale
 */
record Step(List<String> words, int gap) {

  /** Neighbours have a blank, or one other character, between them. */
  static final int NEIGHBOURS = 1;
}
