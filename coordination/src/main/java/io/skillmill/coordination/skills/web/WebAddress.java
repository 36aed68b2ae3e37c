package io.skillmill.coordination.skills.web;

import io.skillmill.coordination.skills.SkillException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where a page is.
 *
 * @param host a name in ASCII, or an address; in brackets where it has colons
 * @param target path and query as they are sent
 */
public record WebAddress(boolean secure, String host, int port, String target) {

  public static final int CHARS_MAX = 4_000;

  private static final String UNSAFE = "\"<>\\^`{|}";

  /** Reads it; only http and https are known. */
  public static WebAddress of(String text) throws SkillException {
    String url = text.strip();
    if (url.length() > CHARS_MAX) {
      throw SkillException.refused("The URL is longer than %d characters".formatted(CHARS_MAX));
    }
    String scheme = scheme(url);
    boolean secure = scheme.equals("https");
    if (!secure && !scheme.equals("http")) {
      throw SkillException.refused(
          "Only http and https URLs can be fetched%s"
              .formatted(scheme.isEmpty() ? "" : ", not '%s'".formatted(scheme)));
    }
    int start = scheme.length() + 3;
    if (!url.startsWith("://", scheme.length())) {
      throw SkillException.refused("The URL has no host: write http://HOST/PATH");
    }
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return of(secure, url.substring(start, end), target(url.substring(end)));
  }

  private static WebAddress of(boolean secure, String authority, String target)
      throws SkillException {
    if (authority.indexOf('@') >= 0) {
      throw SkillException.refused("A URL with a user name in it is not fetched");
    }
    int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? (secure ? 443 : 80) : port(authority.substring(colon + 1));
    return new WebAddress(secure, host(host), port, target);
  }

  /** What stands before the first colon, if it can be a scheme; else empty. */
  private static String scheme(String url) {
    int colon = url.indexOf(':');
    if (colon <= 0 || colon > 20) {
      return "";
    }
    String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean sound =
        scheme.chars().allMatch(c -> (c >= 'a' && c <= 'z') || "0123456789+-.".indexOf(c) >= 0);
    return sound ? scheme : "";
  }

  private static int port(String digits) throws SkillException {
    if (!digits.isEmpty()
        && digits.length() <= 5
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int port = Integer.parseInt(digits);
      if (port > 0 && port < 65_536) {
        return port;
      }
    }
    throw SkillException.refused("The URL has a port that is none");
  }

  private static String host(String host) throws SkillException {
    try {
      boolean literal = host.startsWith("[") && host.endsWith("]");
      String ascii =
          literal ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      String allowed = literal ? "[]:." : "-._";
      if (!ascii.isEmpty()
          && ascii.chars().allMatch(c -> isAsciiAlphanumeric(c) || allowed.indexOf(c) >= 0)) {
        return ascii;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw SkillException.refused("The URL has a host that cannot be");
  }

  private static boolean isAsciiAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Begins with a slash, has no fragment, and nothing in it that could end a line. */
  private static String target(String text) {
    int fragment = text.indexOf('#');
    String plain = fragment < 0 ? text : text.substring(0, fragment);
    var target = new StringBuilder(plain.startsWith("/") ? "" : "/");
    for (byte each : plain.getBytes(StandardCharsets.UTF_8)) {
      int c = each & 0xFF;
      if (c <= ' ' || c >= 0x7F || UNSAFE.indexOf(c) >= 0) {
        target.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        target.append((char) c);
      }
    }
    return target.toString();
  }

  /** Where a page says that it has moved to. */
  public WebAddress moved(String location) throws SkillException {
    String to = location.strip();
    if (to.length() > CHARS_MAX || !scheme(to).isEmpty()) {
      return of(to);
    }
    String origin = (secure ? "https" : "http") + "://";
    if (to.startsWith("//")) {
      return of(origin + to.substring(2));
    }
    String path = target.split("\\?", 2)[0];
    String full =
        switch (to.isEmpty() ? ' ' : to.charAt(0)) {
          case '/' -> to;
          case '?' -> path + to;
          case ' ', '#' -> target;
          default -> path.substring(0, path.lastIndexOf('/') + 1) + to;
        };
    return new WebAddress(secure, host, port, withoutDots(target(full)));
  }

  /** Another page of the same site. */
  public WebAddress at(String path) {
    return new WebAddress(secure, host, port, path);
  }

  private static String withoutDots(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    var kept = new ArrayDeque<String>();
    String[] parts = path.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean dots = parts[i].equals(".") || parts[i].equals("..");
      if (parts[i].equals("..")) {
        kept.pollLast();
      }
      if (!dots) {
        kept.add(parts[i]);
      } else if (i == parts.length - 1) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept) + (query < 0 ? "" : target.substring(query));
  }

  /** As it is told to the server: without the port where that is the usual one. */
  String authority() {
    return port == (secure ? 443 : 80) ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority() + target;
  }
}
