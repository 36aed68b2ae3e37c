package io.skillmill.parsers.text;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds out the encoding: UTF-8 unless the bytes say otherwise. */
final class Decoding {

  private Decoding() {}

  static String decode(String file, byte[] bytes, List<Diagnostic> findings) {
    if (FirstBytes.are(bytes, 0xEF, 0xBB, 0xBF)) {
      findings.add(
          Diagnostic.warning(
              "byte-order-mark",
              "The file begins with a byte order mark, which hides the first line from some"
                  + " readers; save it as UTF-8 without one",
              Place.startOf(file)));
      return utf8(file, bytes, 3, findings);
    }
    Optional<Charset> wide = wideCharset(bytes);
    return wide.isEmpty()
        ? utf8(file, bytes, 0, findings)
        : wide(file, bytes, wide.get(), findings);
  }

  private static String wide(
      String file, byte[] bytes, Charset charset, List<Diagnostic> findings) {
    findings.add(
        Diagnostic.error(
            "encoding-utf16",
            "The file is encoded in %s, which other readers take for garbage; save it as UTF-8"
                .formatted(charset),
            Place.startOf(file)));
    String text = new String(bytes, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** A replacement character that was not written as one tells of bytes that are no UTF-8. */
  private static String utf8(String file, byte[] bytes, int from, List<Diagnostic> findings) {
    String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes, from)) {
      findings.add(
          Diagnostic.error(
              "encoding-broken",
              "Some bytes are not UTF-8 and stand as U+FFFD here, from this line on; save the"
                  + " file as UTF-8",
              Place.of(file, lineOf(text.indexOf('\uFFFD'), text), 1)));
    }
    return text;
  }

  private static boolean isUtf8(byte[] bytes, int from) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  /** UTF-32 by its mark; UTF-16 by its mark, or by the zero bytes that are half of Latin text. */
  private static Optional<Charset> wideCharset(byte[] bytes) {
    if (FirstBytes.are(bytes, 0xFF, 0xFE, 0, 0)) {
      return Optional.of(StandardCharsets.UTF_32LE);
    }
    if (FirstBytes.are(bytes, 0, 0, 0xFE, 0xFF)) {
      return Optional.of(StandardCharsets.UTF_32BE);
    }
    if (FirstBytes.are(bytes, 0xFF, 0xFE) || zeroAt(bytes, 1)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return FirstBytes.are(bytes, 0xFE, 0xFF) || zeroAt(bytes, 0)
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  private static boolean zeroAt(byte[] bytes, int parity) {
    if (bytes.length < 8 || bytes.length % 2 != 0) {
      return false;
    }
    for (int i = 0; i < 8; i++) {
      if ((bytes[i] == 0) != (i % 2 == parity)) {
        return false;
      }
    }
    return true;
  }

  private static int lineOf(int offset, String text) {
    return 1 + (int) text.chars().limit(Math.max(0, offset)).filter(c -> c == '\n').count();
  }
}
