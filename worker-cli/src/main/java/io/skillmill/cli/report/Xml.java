package io.skillmill.cli.report;

/** Makes any text fit into XML 1.0. */
final class Xml {

  private Xml() {}

  /** For content and for attributes in double quotes. What XML cannot hold becomes U+FFFD. */
  static String escaped(String text) {
    var xml = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\n' -> xml.append("&#10;");
        case '\t' -> xml.append("&#9;");
        default -> xml.appendCodePoint(legal(c) ? c : 0xFFFD);
      }
    }
    return xml.toString();
  }

  /** XML 1.0's Char, without the controls that it discourages. */
  private static boolean legal(int c) {
    return (c >= 0x20 && c < 0x7F)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
