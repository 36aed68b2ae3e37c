package io.skillmill.parsers.secrets;

/** The characters that a secret is made of. */
enum Charset {
  UPPER_ALPHANUMERIC,
  ALPHANUMERIC,
  WORD,
  HEXADECIMAL,
  BASE64,
  BASE64_URL,
  DOTTED,
  PATH;

  boolean has(char c) {
    boolean digit = c >= '0' && c <= '9';
    boolean upper = c >= 'A' && c <= 'Z';
    boolean lower = c >= 'a' && c <= 'z';
    return switch (this) {
      case UPPER_ALPHANUMERIC -> digit || upper;
      case ALPHANUMERIC -> digit || upper || lower;
      case WORD -> digit || upper || lower || c == '_';
      case HEXADECIMAL -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      case BASE64 -> digit || upper || lower || c == '+' || c == '/' || c == '=';
      case BASE64_URL -> digit || upper || lower || c == '_' || c == '-';
      case DOTTED -> digit || upper || lower || c == '_' || c == '-' || c == '.';
      case PATH -> digit || upper || lower || c == '_' || c == '-' || c == '/';
    };
  }

  /** Where a run of these characters ends, at most so many characters on. */
  int end(String text, int start, int most) {
    int at = start;
    int last = (int) Math.min(text.length(), (long) start + most);
    while (at < last && has(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
