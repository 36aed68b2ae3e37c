package io.skillmill.parsers.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * Where a link leads, as far as the package is concerned.
 *
 * @param kind which way it leads
 * @param path the file within the package, for {@link Kind#INSIDE}
 */
record LinkTarget(Kind kind, String path) {

  enum Kind {
    /** A page on the net, a heading of the same file, or a placeholder that stands for a name. */
    ELSEWHERE,
    /** A place in one machine's file system. */
    ABSOLUTE,
    /** Above the package. */
    OUTSIDE,
    /** A file of the package. */
    INSIDE
  }

  private static final LinkTarget ELSEWHERE = new LinkTarget(Kind.ELSEWHERE, "");

  /**
   * Reads a target.
   *
   * @param written as it stands in the link
   * @param from the directory of the file it stands in, without a final slash; empty for the root
   */
  static LinkTarget of(String written, String from) {
    String target = written.strip();
    if (target.isEmpty() || target.startsWith("#") || target.startsWith("//") || stands(target)) {
      return ELSEWHERE;
    }
    if (target.startsWith("/")
        || target.startsWith("~")
        || target.startsWith("\\")
        || drive(target)) {
      return new LinkTarget(Kind.ABSOLUTE, target);
    }
    int colon = scheme(target);
    if (colon > 0) {
      return target.regionMatches(true, 0, "file:", 0, 5)
          ? new LinkTarget(Kind.ABSOLUTE, target)
          : ELSEWHERE;
    }
    return resolved(decoded(cut(target)).replace('\\', '/'), from);
  }

  /** How many directories lie between the package and the file. */
  int depth() {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  private static LinkTarget resolved(String target, String from) {
    if (target.isEmpty()) {
      return ELSEWHERE;
    }
    var names = new ArrayDeque<String>();
    for (String name : (from.isEmpty() ? target : from + "/" + target).split("/", -1)) {
      if (name.equals("..")) {
        if (names.isEmpty()) {
          return new LinkTarget(Kind.OUTSIDE, target);
        }
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return new LinkTarget(Kind.INSIDE, String.join("/", names));
  }

  /** Whether a sign in it says that it stands for something to be filled in. */
  private static boolean stands(String target) {
    for (int i = 0; i < target.length(); i++) {
      if ("{}<>$*|".indexOf(target.charAt(i)) >= 0) {
        return true;
      }
    }
    return target.equals("...") || target.equals("…") || target.equals("url");
  }

  private static boolean drive(String target) {
    return target.length() > 2
        && Character.isLetter(target.charAt(0))
        && target.charAt(1) == ':'
        && (target.charAt(2) == '/' || target.charAt(2) == '\\');
  }

  /** The colon that ends a scheme such as https; 0 where there is none. */
  private static int scheme(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == ':') {
        return i;
      }
      boolean part = c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.');
      if (!part) {
        return 0;
      }
    }
    return 0;
  }

  /** Without a query or the name of a heading. */
  private static String cut(String target) {
    int end = target.length();
    int hash = target.indexOf('#');
    int query = target.indexOf('?');
    end = hash >= 0 ? Math.min(end, hash) : end;
    end = query >= 0 ? Math.min(end, query) : end;
    return target.substring(0, end);
  }

  /** With {@code %20} and its like spelt out. */
  private static String decoded(String target) {
    if (target.indexOf('%') < 0) {
      return target;
    }
    byte[] in = target.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
      if (low >= 0) {
        out[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        out[length++] = in[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
