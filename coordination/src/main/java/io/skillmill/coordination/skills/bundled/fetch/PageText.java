package io.skillmill.coordination.skills.bundled.fetch;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.web.Page;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The bytes of a page as text. */
record PageText(String text, boolean isHtml) {

  /** How far into a page its own word on its encoding is looked for. */
  private static final int HEAD_BYTES = 2_048;

  static PageText of(Page page) throws SkillException {
    String type = page.header("content-type").toLowerCase(Locale.ROOT);
    String plain = type.split(";", 2)[0].strip();
    if (!isText(plain)) {
      throw SkillException.refused(
          "The page is '%s', which is no text"
              .formatted(plain.length() > 100 ? plain.substring(0, 100) + "…" : plain));
    }
    byte[] bytes = page.bytes();
    boolean html = plain.contains("html") || (plain.isEmpty() && looksLikeHtml(bytes));
    String text = new String(bytes, charset(type, bytes, html));
    return new PageText(text.startsWith("\uFEFF") ? text.substring(1) : text, html);
  }

  private static boolean isText(String type) {
    return type.isEmpty()
        || type.startsWith("text/")
        || type.endsWith("json")
        || type.endsWith("xml")
        || type.endsWith("javascript")
        || type.endsWith("yaml");
  }

  private static boolean looksLikeHtml(byte[] bytes) {
    String head = head(bytes).stripLeading();
    return head.startsWith("<!doctype") || head.startsWith("<html") || head.contains("<body");
  }

  private static String head(byte[] bytes) {
    int length = Math.min(bytes.length, HEAD_BYTES);
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private static Charset charset(String type, byte[] bytes, boolean html) {
    return mark(bytes)
        .or(() -> named(type))
        .or(() -> html ? named(head(bytes)) : Optional.empty())
        .orElse(StandardCharsets.UTF_8);
  }

  /** What the first bytes tell. */
  private static Optional<Charset> mark(byte[] bytes) {
    int first = bytes.length > 0 ? bytes[0] & 0xFF : 0;
    int second = bytes.length > 1 ? bytes[1] & 0xFF : 0;
    if (first == 0xEF && second == 0xBB && bytes.length > 2 && (bytes[2] & 0xFF) == 0xBF) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (first == 0xFE && second == 0xFF) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return first == 0xFF && second == 0xFE
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  /** The word after {@code charset=}. */
  private static Optional<Charset> named(String text) {
    int at = text.indexOf("charset=");
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + "charset=".length();
    while (start < text.length() && "\"' ".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < text.length() && "\"' ;/>,".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String name = text.substring(start, end);
    // What calls itself Latin-1 on the web is meant as Windows writes it.
    boolean latin = name.equals("iso-8859-1") || name.equals("us-ascii") || name.equals("latin1");
    return known(latin ? "windows-1252" : name);
  }

  private static Optional<Charset> known(String name) {
    try {
      return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no name of an encoding
    }
  }
}
