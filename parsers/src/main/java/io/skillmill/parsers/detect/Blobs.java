package io.skillmill.parsers.detect;

import io.skillmill.parsers.phrases.FoldedText;
import io.skillmill.parsers.phrases.Phrase;
import io.skillmill.parsers.phrases.Phrases;
import io.skillmill.parsers.text.FirstBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Finds long runs of base64 and hexadecimal, and decodes the first part of each to classify it. */
final class Blobs {

  /** Runs are looked for at every so manieth character: a shorter one is not reported anyway. */
  private static final int STRIDE = 60;

  private static final int LENGTH_MIN = 200;
  private static final int DECODED_MAX = 4_096;

  /** One in so many characters of a text may be no printable one. */
  private static final int PRINTABLE_SHARE = 20;

  private static final Phrases HARMFUL =
      new Phrases(
          List.of(
                  "curl ",
                  "wget ",
                  "/bin/sh",
                  "/bin/bash",
                  "bash -",
                  "powershell",
                  "invoke-",
                  "eval(",
                  "exec(",
                  "os.system",
                  "subprocess",
                  "rm -rf",
                  "ignore all previous",
                  "ignore previous",
                  "/dev/tcp",
                  "import socket")
              .stream()
              .map(text -> new Phrase(text, true, false))
              .toList());

  private Blobs() {}

  /**
   * A run that is long enough holds a place that is looked at, with so much of the run after it
   * that the rest need not be looked for.
   */
  static void look(View view, Detector.Sink sink) {
    String text = view.text();
    int at = STRIDE;
    while (at < text.length()) {
      int end = end(text, at);
      if (end - at >= LENGTH_MIN - STRIDE) {
        int start = start(text, at);
        if (end - start >= LENGTH_MIN) {
          report(view, start, end, sink);
        }
      }
      at = Math.max(at + STRIDE, end);
    }
  }

  /** Back to where the run begins; wrapped lines belong to it. */
  private static int start(String text, int at) {
    int start = at;
    while (start > 0 && (encoded(text.charAt(start - 1)) || wrapped(text, start - 1))) {
      start--;
    }
    return start;
  }

  private static int end(String text, int at) {
    int end = at;
    while (end < text.length() && (encoded(text.charAt(end)) || wrapped(text, end))) {
      end++;
    }
    return end;
  }

  /** A line feed between two long lines of the run. */
  private static boolean wrapped(String text, int at) {
    return text.charAt(at) == '\n'
        && full(text, at - STRIDE, at)
        && at + 1 < text.length()
        && encoded(text.charAt(at + 1));
  }

  private static boolean full(String text, int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (at < 0 || !encoded(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean encoded(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private static void report(View view, int start, int end, Detector.Sink sink) {
    String head =
        view.text().substring(start, Math.min(end, start + DECODED_MAX)).replace("\n", "");
    if (distinct(head) < 10) {
      return; // a ruler or padding
    }
    byte[] decoded = decoded(head);
    String detail = "%d characters".formatted(end - start);
    boolean picture = view.text().startsWith("base64,", Math.max(0, start - 7)) || picture(decoded);
    if (picture) {
      sink.found(start, end, "image", detail);
    } else if (program(decoded)) {
      sink.found(start, end, "harmful", detail + ", a program");
    } else if (printable(decoded)) {
      sink.found(start, end, harmful(decoded) ? "harmful" : "text", detail + ", text inside");
    } else if (mixed(head)) {
      sink.found(start, end, "", detail);
    }
  }

  private static long distinct(String text) {
    return text.chars().distinct().count();
  }

  /** Letters of both cases and digits, as encoding mixes them; no path and no word does. */
  private static boolean mixed(String text) {
    long digits = text.chars().filter(Character::isDigit).count();
    long upper = text.chars().filter(Character::isUpperCase).count();
    long lower = text.chars().filter(Character::isLowerCase).count();
    boolean hexadecimal = text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return hexadecimal
        || (digits * 20 > text.length() && upper * 5 > text.length() && lower * 5 > text.length());
  }

  private static byte[] decoded(String head) {
    if (head.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return HexFormat.of().parseHex(head.substring(0, head.length() / 2 * 2));
    }
    try {
      return Base64.getDecoder().decode(head.substring(0, head.length() / 4 * 4));
    } catch (IllegalArgumentException e) {
      return new byte[0]; // unreachable for the alphabet above, harmless all the same
    }
  }

  private static boolean picture(byte[] bytes) {
    return FirstBytes.are(bytes, 0x89, 'P', 'N', 'G')
        || FirstBytes.are(bytes, 0xFF, 0xD8, 0xFF)
        || FirstBytes.are(bytes, 'G', 'I', 'F', '8')
        || FirstBytes.are(bytes, 'R', 'I', 'F', 'F')
        || FirstBytes.are(bytes, 'w', 'O', 'F', 'F')
        || FirstBytes.are(bytes, 'w', 'O', 'F', '2');
  }

  private static boolean program(byte[] bytes) {
    return FirstBytes.are(bytes, 0x7F, 'E', 'L', 'F') || FirstBytes.are(bytes, 'M', 'Z', 0x90, 0);
  }

  private static boolean printable(byte[] bytes) {
    int odd = 0;
    for (byte b : bytes) {
      odd += (b >= ' ' && b < 0x7F) || b == '\n' || b == '\t' || b == '\r' ? 0 : 1;
    }
    return bytes.length > 0 && odd * PRINTABLE_SHARE < bytes.length;
  }

  private static boolean harmful(byte[] bytes) {
    boolean[] found = {false};
    var text = FoldedText.of(new String(bytes, StandardCharsets.ISO_8859_1));
    HARMFUL.scan(text, (_, _) -> found[0] = true);
    return found[0];
  }
}
