package io.skillmill.parsers.mend;

import java.util.List;

/**
 * A file as it would be better. Only its text holds the secrets that the file has; whatever else is
 * told of it holds none.
 *
 * @param text all of it; empty where it cannot be read
 * @param told what was mended, each in a clause
 * @param left what was not, each in a clause with the reason
 * @param glance the lines that say something in another way; not those that only end in another
 * @param patch every line that changes, for programs that make the one file of the other; none
 *     where the encoding is another afterwards
 * @param blackedOut whether something was blacked out, so that no program can use the patch
 */
public record Mended(
    String text,
    List<String> told,
    List<String> left,
    Difference glance,
    Difference patch,
    boolean blackedOut) {

  public Mended {
    told = List.copyOf(told);
    left = List.copyOf(left);
  }

  /** Nothing is better. */
  static Mended not(String text, List<String> left) {
    return new Mended(text, List.of(), left, Difference.NONE, Difference.NONE, false);
  }

  /** Whether anything is. */
  public boolean changes() {
    return !told.isEmpty();
  }
}
