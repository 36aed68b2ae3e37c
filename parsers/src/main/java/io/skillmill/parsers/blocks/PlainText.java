package io.skillmill.parsers.blocks;

/** What a block says, as it is put together, with where each character stands in the source. */
final class PlainText {

  private static final int DROPPED = -1;

  private char[] plain = new char[512];
  private int[] offsets = new int[512];
  private int length;
  private boolean dropping;
  private String raw = "";
  private Lines lines = Lines.of(0, 0);
  private int line;
  private int delta;
  private int lineEnd;

  /** Begins anew, with a block's lines joined by line feeds. */
  String begin(String text, Lines block) {
    lines = block;
    raw = joined(text, block);
    line = 0;
    lineEnd = block.end(0) - block.start(0);
    delta = block.start(0);
    length = 0;
    dropping = false;
    if (plain.length < raw.length()) {
      plain = new char[raw.length() * 2];
      offsets = new int[raw.length() * 2];
    }
    return raw;
  }

  private static String joined(String text, Lines block) {
    if (block.count() == 1) {
      return text.substring(block.start(), block.end());
    }
    var joined = new StringBuilder(block.end() - block.start());
    for (int i = 0; i < block.count(); i++) {
      joined.append(i == 0 ? "" : "\n").append(text, block.start(i), block.end(i));
    }
    return joined.toString();
  }

  int length() {
    return length;
  }

  int[] offsets() {
    return offsets;
  }

  char at(int index) {
    return plain[index];
  }

  /** Where a character of the raw text stands in the source; asked in the order of the text. */
  int source(int at) {
    while (at > lineEnd && line + 1 < lines.count()) {
      line++;
      delta = lines.start(line) - lineEnd - 1;
      lineEnd += 1 + lines.end(line) - lines.start(line);
    }
    return at + delta;
  }

  /** Says a character that stands at an offset of the raw text; gives the offset after it. */
  int say(char c, int at) {
    offsets[length] = source(at);
    plain[length++] = c;
    return at + 1;
  }

  /** Says a stretch of the raw text as it is. */
  void sayRaw(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = raw.charAt(i);
      say(c == '\n' ? ' ' : c, i);
    }
  }

  /** Takes back what was said. */
  void drop(int index) {
    offsets[index] = DROPPED;
    dropping = true;
  }

  boolean dropped(int index) {
    return offsets[index] == DROPPED;
  }

  /** How many of the first characters are still said. */
  int kept(int first) {
    int kept = 0;
    for (int i = 0; i < first; i++) {
      kept += dropped(i) ? 0 : 1;
    }
    return kept;
  }

  /** What is still said of a stretch. */
  String said(int from, int to) {
    var said = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (!dropped(i)) {
        said.append(plain[i]);
      }
    }
    return said.toString();
  }

  void compact() {
    if (!dropping) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < length; i++) {
      if (!dropped(i)) {
        offsets[kept] = offsets[i];
        plain[kept++] = plain[i];
      }
    }
    length = kept;
    dropping = false;
  }

  @Override
  public String toString() {
    return new String(plain, 0, length);
  }
}
