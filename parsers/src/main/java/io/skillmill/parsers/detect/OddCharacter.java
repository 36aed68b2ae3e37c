package io.skillmill.parsers.detect;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Optional;

/** What a character does that it should not. */
enum OddCharacter {
  /** Spells text that no one sees. */
  TAG,
  /** Carries bytes that no one sees. */
  SELECTOR,
  /** Turns the order of what is shown around. */
  BIDI,
  /** Stands between letters without being seen. */
  ZERO_WIDTH,
  /** Commands a terminal. */
  CONTROL;

  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int CANCEL_TAG = 0xE007F;
  private static final int TAGS = 0xE0000;
  private static final int FLAG_MAX = 6;

  /** The only flags that are spelled with tags: England, Scotland, Wales. */
  private static final List<String> FLAGS = List.of("gbeng\u007F", "gbsct\u007F", "gbwls\u007F");

  /** What the character does; nothing for nearly all. */
  static Optional<OddCharacter> of(int c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      return c == '\r' ? Optional.empty() : Optional.of(CONTROL);
    }
    if (c >= TAGS) {
      return c <= CANCEL_TAG
          ? Optional.of(TAG)
          : c >= 0xE0100 && c <= 0xE01EF ? Optional.of(SELECTOR) : Optional.empty();
    }
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
      return Optional.of(BIDI);
    }
    return unseen(c) ? Optional.of(ZERO_WIDTH) : Optional.empty();
  }

  private static boolean unseen(int c) {
    return switch (c) {
      case 0xAD, 0x34F, 0x115F, 0x1160, 0x180E, 0x200B, 0x200C, 0x200D, 0x3164, 0xFEFF, 0xFFA0 ->
          true;
      default -> c >= 0x2060 && c <= 0x2064;
    };
  }

  /** Whether what stands around it needs this character. */
  boolean needed(String text, int at, int codePoint) {
    int before = at == 0 ? -1 : text.codePointBefore(at);
    int next = at + Character.charCount(codePoint);
    int after = next < text.length() ? text.codePointAt(next) : -1;
    return switch (this) {
      case TAG -> inFlag(text, at);
      case SELECTOR -> before >= 0 && Character.isIdeographic(before);
      case BIDI -> false;
      case ZERO_WIDTH -> joins(codePoint, before, after);
      case CONTROL -> codePoint == 0x85;
    };
  }

  private static boolean joins(int codePoint, int before, int after) {
    return switch (codePoint) {
      case 0xFEFF -> before < 0;
      case 0x200C, 0x200D ->
          (before >= 0x80 && of(before).isEmpty()) || (before >= 0 && after == 0xFE0F);
      case 0x200B, 0x2060 -> withoutBlanks(before) || withoutBlanks(after);
      case 0xAD -> Character.isLetter(before) && Character.isLetter(after);
      case 0x115F, 0x1160, 0x3164, 0xFFA0 -> script(before) == UnicodeScript.HANGUL;
      case 0x180E -> script(before) == UnicodeScript.MONGOLIAN;
      default -> false;
    };
  }

  private static boolean withoutBlanks(int c) {
    return switch (script(c)) {
      case THAI, LAO, KHMER, MYANMAR, TIBETAN, HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> false;
    };
  }

  private static UnicodeScript script(int c) {
    return c < 0 ? UnicodeScript.UNKNOWN : UnicodeScript.of(c);
  }

  /** Whether the tag belongs to one of the flags, right after the black flag. */
  private static boolean inFlag(String text, int at) {
    int flag = at;
    for (int step = 0; step <= FLAG_MAX && flag > 0; step++) {
      int before = text.codePointBefore(flag);
      flag -= Character.charCount(before);
      if (before == BLACK_FLAG) {
        return FLAGS.contains(tags(text, flag + Character.charCount(BLACK_FLAG)));
      }
    }
    return false;
  }

  /** What the tags spell, one more than a flag has at the most. */
  private static String tags(String text, int start) {
    var spelled = new StringBuilder();
    int at = start;
    while (at < text.length() && spelled.length() <= FLAG_MAX) {
      int c = text.codePointAt(at);
      if (c < TAGS || c > CANCEL_TAG) {
        break;
      }
      spelled.append((char) (c - TAGS));
      at += 2;
    }
    return spelled.toString();
  }
}
