package io.skillmill.coordination.skills.bundled.fetch;

import java.util.ArrayList;
import java.util.List;

/**
 * The emphasis, links and code that the text stands in. They are written when text comes, and ended
 * at the end of each block, so that whatever is not ended in the page does no harm.
 */
final class Marks {

  /** How many may stand within each other. */
  private static final int MARKS_MAX = 12;

  /** Over how many blocks a link goes on. */
  private static final int LINK_BLOCKS_MAX = 8;

  private static final int LINK_CHARS_MAX = 2_000;

  private static final class Mark {
    final String element;
    final String opening;
    final String closing;
    int blocks;

    Mark(String element, String opening, String closing) {
      this.element = element;
      this.opening = opening;
      this.closing = closing;
    }
  }

  private final StringBuilder out;
  private final List<Mark> active = new ArrayList<>();

  /** How many of them are written. */
  private int written;

  Marks(StringBuilder out) {
    this.out = out;
  }

  void begin(String element, String sign) {
    add(new Mark(element, sign, sign));
  }

  void beginLink(String target) {
    end("a");
    String to = target.strip();
    if (!to.isEmpty() && to.length() <= LINK_CHARS_MAX && !to.startsWith("javascript:")) {
      add(new Mark("a", "[", "](" + sound(to) + ")"));
    }
  }

  /** A link's target, with nothing in it that ends it. */
  static String sound(String target) {
    return target
        .replace(" ", "%20")
        .replace("\n", "")
        .replace("\r", "")
        .replace("\t", "")
        .replace("(", "%28")
        .replace(")", "%29");
  }

  private void add(Mark mark) {
    if (active.size() < MARKS_MAX) {
      active.add(mark);
    }
  }

  void end(String element) {
    int at = active.size() - 1;
    while (at >= 0 && !active.get(at).element.equals(element)) {
      at--;
    }
    if (at >= 0) {
      suspend(at);
      active.remove(at);
    }
  }

  /** Ends those that are written; they go on with the next text. */
  void suspend() {
    suspend(0);
  }

  private void suspend(int from) {
    while (written > from) {
      written--;
      out.append(active.get(written).closing);
    }
  }

  /** Text comes now. */
  void write() {
    while (written < active.size()) {
      Mark mark = active.get(written);
      if (++mark.blocks > LINK_BLOCKS_MAX && mark.element.equals("a")) {
        suspend(written);
        active.remove(written);
      } else {
        out.append(mark.opening);
        written++;
      }
    }
  }

  boolean isCode() {
    return active.stream().anyMatch(mark -> mark.element.equals("code"));
  }
}
