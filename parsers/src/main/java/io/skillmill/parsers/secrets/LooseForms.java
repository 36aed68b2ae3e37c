package io.skillmill.parsers.secrets;

import java.util.Optional;

/** Secrets that are more than a prefix and a run of characters. */
final class LooseForms {

  private static final int AUTHORITY_MAX = 300;
  private static final int KEY_BLOCK_MAX = 16_384;
  private static final int KEY_BODY_MIN = 64;
  private static final int TOKEN_MAX = 8_192;
  private static final int PASSWORD_MIN = 6;

  private LooseForms() {}

  /** The password of {@code scheme://user:password@host}. */
  static Optional<Secret> inUrl(String text, int start) {
    int last = Math.min(text.length(), start + AUTHORITY_MAX);
    int colon = -1;
    for (int at = start; at < last; at++) {
      char c = text.charAt(at);
      if (c == '@' && colon >= 0) {
        return password(text, colon + 1, at, colon - start);
      }
      if (c <= ' ' || "/?#\"'`<>|)".indexOf(c) >= 0) {
        return Optional.empty();
      }
      colon = c == ':' && colon < 0 ? at : colon;
    }
    return Optional.empty();
  }

  private static Optional<Secret> password(String text, int start, int end, int userLength) {
    String password = text.substring(start, end);
    String user = text.substring(start - 1 - userLength, start - 1);
    boolean drawn =
        password.length() >= PASSWORD_MIN
            && password.chars().anyMatch(Character::isDigit)
            && password.chars().anyMatch(Character::isLetter)
            && Placeholder.entropy(password) >= 2.4
            && !password.startsWith("pass")
            && !password.equals(user)
            && !text.startsWith("localhost", end + 1)
            && !text.startsWith("127.0.0.1", end + 1)
            && !text.startsWith("example.", end + 1)
            && !Placeholder.is(password);
    return drawn
        ? Optional.of(new Secret("password in a URL", false, start, end))
        : Optional.empty();
  }

  /** What follows {@code -----BEGIN … PRIVATE KEY-----}, if it is long enough to be a key. */
  static Optional<Secret> keyBlock(String text, int start) {
    int last = Math.min(text.length(), start + KEY_BLOCK_MAX);
    int at = start;
    int body = 0;
    while (at < last && (keyChar(text.charAt(at)) || escapedLineFeed(text, at))) {
      body += Charset.BASE64.has(text.charAt(at)) ? 1 : 0;
      at++;
    }
    return body < KEY_BODY_MIN || Placeholder.is(text.substring(start, at).strip())
        ? Optional.empty()
        : Optional.of(new Secret("private key", true, start, at));
  }

  private static boolean keyChar(char c) {
    return Charset.BASE64.has(c) || Character.isWhitespace(c);
  }

  private static boolean escapedLineFeed(String text, int at) {
    return text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) == 'n';
  }

  /** Three parts between dots, of which the first two are JSON objects in base64. */
  static Optional<Secret> webToken(String text, int start) {
    if (!text.startsWith("eyJ", start)
        || (start > 0 && Charset.DOTTED.has(text.charAt(start - 1)))) {
      return Optional.empty();
    }
    int head = Charset.BASE64_URL.end(text, start, TOKEN_MAX);
    if (!text.startsWith(".eyJ", head)) {
      return Optional.empty();
    }
    int claims = Charset.BASE64_URL.end(text, head + 1, TOKEN_MAX);
    if (claims == text.length() || text.charAt(claims) != '.') {
      return Optional.empty();
    }
    int end = Charset.BASE64_URL.end(text, claims + 1, TOKEN_MAX);
    return end - claims < 20 || Placeholder.is(text.substring(head, end))
        ? Optional.empty()
        : Optional.of(new Secret("JSON web token", true, start, end));
  }

  /** A bot's number, a colon and 35 characters. */
  static Optional<Secret> telegram(String text, int colon) {
    int start = colon;
    while (start > 0 && colon - start < 11 && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    int end = Charset.BASE64_URL.end(text, colon + 1, 40);
    boolean formed = colon - start >= 8 && colon - start <= 10 && end - colon == 36;
    return formed && text.startsWith(":AA", colon) && !Placeholder.is(text.substring(start, end))
        ? Optional.of(new Secret("Telegram bot token", true, start, end))
        : Optional.empty();
  }
}
