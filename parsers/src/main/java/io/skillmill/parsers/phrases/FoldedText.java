package io.skillmill.parsers.phrases;

import java.util.Arrays;

/**
 * A text as phrases are compared with it: one case, one blank for any white space, nothing that
 * cannot be seen. Places in it are on a <em>scale</em>, on which distances mean the same however
 * the text is spaced. Made in one pass; immutable afterwards.
 */
public final class FoldedText {

  private static final int INDENT_MAX = 40;

  private final String text;
  private final int start;
  private final int end;
  private final char[] folded;
  private int length;
  private boolean plain = true;

  /** Where scale and offset drift apart: from each place of the scale on, by how much. */
  private final Marks drift = new Marks();

  private final Marks lines = new Marks();
  private final Marks sentences = new Marks();
  private final Marks paragraphs = new Marks();

  private FoldedText(String text, int start, int end) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.folded = new char[end - start];
  }

  public static FoldedText of(String text) {
    return of(text, 0, text.length());
  }

  /** A part of a text; what stands before and after it still counts for where words end. */
  public static FoldedText of(String text, int start, int end) {
    var folding = new FoldedText(text, start, end);
    folding.fold();
    return folding;
  }

  /** Whether it holds nothing but ASCII that can be seen, blanks, tabs and line feeds. */
  public boolean isPlain() {
    return plain;
  }

  char[] folded() {
    return folded;
  }

  int length() {
    return length;
  }

  /** The offset in the text of a place on the scale. */
  public int offset(int scale) {
    return start + scale + drift.valueAt(scale);
  }

  /** One past the offset of the character before a place on the scale. */
  public int endOffset(int scale) {
    int last = offset(scale - 1);
    return last + Character.charCount(text.codePointAt(last));
  }

  int lineAt(int scale) {
    return lines.latest(scale);
  }

  int sentenceAt(int scale) {
    return sentences.latest(scale);
  }

  int paragraphAt(int scale) {
    return paragraphs.latest(scale);
  }

  boolean wordBefore(int scale) {
    return scale > 0
        ? Phrase.isWord(folded[scale - 1])
        : start > 0 && Phrase.isWord(text.charAt(start - 1));
  }

  boolean wordAfter(int scale) {
    return scale < length
        ? Phrase.isWord(folded[scale])
        : end < text.length() && Phrase.isWord(text.charAt(end));
  }

  /** In place: what is written is never ahead of what is read. */
  private void fold() {
    char[] table = Folding.TABLE;
    text.getChars(start, end, folded, 0);
    int seen = 0;
    int to = 0;
    for (int at = start; at < end; at++) {
      char c = folded[at - start];
      char plainly = table[c];
      if (plainly > Folding.CAREFUL) {
        folded[to++] = plainly;
        seen |= c;
      } else {
        length = to;
        at = careful(at, c, plainly);
        to = length;
      }
    }
    length = to;
    plain &= seen < 0x80;
  }

  /** Takes in a character that is not simply itself, and says where the last one read is. */
  private int careful(int at, char c, char what) {
    switch (what) {
      case Folding.BLANK -> {
        plain &= c == ' ' || c == '\t';
        blank(at);
      }
      case Folding.LINE_FEED -> lineFeed(at);
      case Folding.STAR -> star(at);
      case Folding.SURROGATE -> {
        plain = false;
        return surrogate(at);
      }
      default -> {
        plain = false;
        leaveOut();
      }
    }
    return at;
  }

  private void leaveOut() {
    drift.add(length, drift.last() + 1);
  }

  private void blank(int at) {
    if (length > 0 && folded[length - 1] == ' ') {
      leaveOut();
      return;
    }
    folded[length++] = ' ';
    if (at > start && ".!?".indexOf(text.charAt(at - 1)) >= 0) {
      sentences.add(length, 0);
    }
  }

  private void lineFeed(int at) {
    boolean goesOn = at > start && text.charAt(at - 1) == '\\'; // a command over several lines
    boolean blankLine = lines.latest(length) == length;
    blank(at);
    if (goesOn) {
      return;
    }
    lines.add(length, 0);
    if (blankLine) {
      paragraphs.add(length, 0);
    }
    if (blankLine || beginsItem(at + 1)) {
      sentences.add(length, 0);
    }
  }

  private boolean beginsItem(int lineStart) {
    int at = lineStart;
    int last = Math.min(end, lineStart + INDENT_MAX);
    while (at < last && text.charAt(at) == ' ') {
      at++;
    }
    return at < last && ("-*+|#`<".indexOf(text.charAt(at)) >= 0 || isNumber(at));
  }

  private boolean isNumber(int first) {
    int at = first;
    while (at < end && at < first + 4 && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at > first && at < end && ".)".indexOf(text.charAt(at)) >= 0;
  }

  /** Two stars are emphasis, which phrases do not hold; one may be part of a command. */
  private void star(int at) {
    boolean emphasis =
        (at > start && text.charAt(at - 1) == '*') || (at + 1 < end && text.charAt(at + 1) == '*');
    if (emphasis) {
      leaveOut();
    } else {
      folded[length++] = '*';
    }
  }

  private int surrogate(int at) {
    int codePoint = text.codePointAt(at);
    if (!Character.isSupplementaryCodePoint(codePoint)) {
      folded[length++] = Folding.OTHER;
      return at;
    }
    char plainly = Folding.of(codePoint);
    if (plainly != Folding.NONE) {
      folded[length++] = plainly;
    } else {
      leaveOut();
    }
    leaveOut();
    return at + 1;
  }

  /** Places on the scale, in order, each with a value. */
  private static final class Marks {
    private int[] places = new int[16];
    private int[] values = new int[16];
    private int count;

    void add(int place, int value) {
      if (count > 0 && places[count - 1] == place) {
        values[count - 1] = value;
        return;
      }
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      places[count] = place;
      values[count++] = value;
    }

    int last() {
      return count == 0 ? 0 : values[count - 1];
    }

    /** The latest place up to this one; 0 where there is none. */
    int latest(int place) {
      int index = index(place);
      return index < 0 ? 0 : places[index];
    }

    /** The value of the latest place up to this one; 0 where there is none. */
    int valueAt(int place) {
      int index = index(place);
      return index < 0 ? 0 : values[index];
    }

    private int index(int place) {
      if (count > 0 && places[count - 1] <= place) {
        return count - 1;
      }
      int found = Arrays.binarySearch(places, 0, count, place);
      return found >= 0 ? found : -found - 2;
    }
  }
}
