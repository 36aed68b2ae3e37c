package io.skillmill.parsers.located;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the reader's marks, which count code points, into offsets, which count UTF-16 units. */
final class YamlMarks {

  private final String text;
  private final int @Nullable [] offsets;

  YamlMarks(String text) {
    this.text = text;
    this.offsets = text.chars().anyMatch(c -> Character.isSurrogate((char) c)) ? table(text) : null;
  }

  int offset(Optional<Mark> mark) {
    return mark.map(place -> offset(place.getIndex())).orElse(0);
  }

  int offset(int codePoints) {
    if (offsets == null) {
      return Math.min(codePoints, text.length());
    }
    return codePoints < offsets.length ? offsets[codePoints] : text.length();
  }

  /** An offset without the white space before it. */
  int trimmed(int end, int start) {
    int trimmed = end;
    while (trimmed > start && Character.isWhitespace(text.charAt(trimmed - 1))) {
      trimmed--;
    }
    return trimmed;
  }

  private static int[] table(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    return offsets;
  }
}
