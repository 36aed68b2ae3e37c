package io.skillmill.cli.report;

import java.nio.charset.StandardCharsets;

/** Spells a path as a relative reference of RFC 3986. */
final class Uri {

  private static final String UNRESERVED = "-._~/!$&'()*+,;=@";
  private static final String HEX = "0123456789ABCDEF";

  private Uri() {}

  static String of(String path) {
    var uri = new StringBuilder(path.length() + 16);
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      if (plain) {
        uri.append(c);
      } else {
        uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      }
    }
    return uri.toString();
  }
}
