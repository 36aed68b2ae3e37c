package io.skillmill.coordination.skills.bundled.fetch;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes HTML to pieces as browsers do, whatever it looks like. Passes over what is not read:
 * scripts, styles, comments. Each character is looked at a fixed number of times at most.
 */
final class Tokens {

  /** What is within them is no markup, and is not read. */
  private static final Set<String> UNREAD =
      Set.of("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp");

  private static final Set<String> ATTRIBUTES = Set.of("href", "src", "alt");

  private final String html;
  private int at;

  Tokens(String html) {
    this.html = html;
  }

  Token next() {
    while (at < html.length()) {
      if (html.charAt(at) != '<') {
        return text();
      }
      char c = peek(1);
      if (c == '!' || c == '?') {
        passOver();
      } else if (isLetter(c)) {
        return open();
      } else if (c == '/' && isLetter(peek(2))) {
        at += 2;
        String name = name();
        at = after(">", at);
        return new Token.Close(name);
      } else {
        return text();
      }
    }
    return new Token.End();
  }

  /** To the next sign that begins a tag or may do so; at least one character. */
  private Token text() {
    int end = html.indexOf('<', at + 1);
    end = end < 0 ? html.length() : end;
    String text = Entities.resolve(html.substring(at, end));
    at = end;
    return new Token.Text(text);
  }

  private void passOver() {
    at = html.startsWith("<!--", at) ? after("-->", at + 4) : after(">", at);
  }

  /** Where it goes on after this sign; at the end where there is none. */
  private int after(String sign, int from) {
    int found = html.indexOf(sign, from);
    return found < 0 ? html.length() : found + sign.length();
  }

  private Token open() {
    at++;
    String name = name();
    var attributes = new HashMap<String, String>();
    while (at < html.length() && html.charAt(at) != '>') {
      attribute(attributes);
    }
    at = Math.min(html.length(), at + 1);
    if (UNREAD.contains(name)) {
      skipUnread(name);
    }
    return new Token.Open(name, Map.copyOf(attributes));
  }

  private void skipUnread(String name) {
    int end = html.indexOf("</", at);
    while (end >= 0 && !html.regionMatches(true, end + 2, name, 0, name.length())) {
      end = html.indexOf("</", end + 2);
    }
    at = end < 0 ? html.length() : end;
  }

  private String name() {
    int start = at;
    while (at < html.length() && !isSpace(html.charAt(at)) && "/>".indexOf(html.charAt(at)) < 0) {
      at++;
    }
    int end = Math.min(at, start + 40);
    return html.substring(start, end).toLowerCase(Locale.ROOT);
  }

  /** One attribute, or one character that is none. */
  private void attribute(Map<String, String> attributes) {
    if (isSpace(html.charAt(at)) || html.charAt(at) == '/') {
      at++;
      return;
    }
    int start = at;
    at++;
    while (at < html.length() && !isSpace(html.charAt(at)) && "/>=".indexOf(html.charAt(at)) < 0) {
      at++;
    }
    int end = at;
    while (at < html.length() && isSpace(html.charAt(at))) {
      at++;
    }
    String value = "";
    if (peek(0) == '=') {
      at++;
      value = value();
    }
    String name = html.substring(start, Math.min(end, start + 20)).toLowerCase(Locale.ROOT);
    if (ATTRIBUTES.contains(name)) {
      attributes.putIfAbsent(name, Entities.resolve(value));
    }
  }

  private String value() {
    while (at < html.length() && isSpace(html.charAt(at))) {
      at++;
    }
    char quote = peek(0);
    if (quote == '"' || quote == '\'') {
      int start = at + 1;
      at = after(String.valueOf(quote), start);
      boolean closed = at > start && html.charAt(at - 1) == quote;
      return html.substring(Math.min(start, at), closed ? at - 1 : at);
    }
    int start = at;
    while (at < html.length() && !isSpace(html.charAt(at)) && html.charAt(at) != '>') {
      at++;
    }
    return html.substring(start, at);
  }

  /** The character so far ahead, or 0 where there is none. */
  private char peek(int ahead) {
    return at + ahead < html.length() ? html.charAt(at + ahead) : 0;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }
}
