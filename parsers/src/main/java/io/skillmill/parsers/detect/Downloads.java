package io.skillmill.parsers.detect;

import java.util.List;

/** Tells where a script that is run at once comes from, and whether it can change. */
final class Downloads {

  private static final List<String> LOCAL =
      List.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "host.docker.internal");

  /** Anybody can put anything there, or nobody can see where it leads. */
  private static final List<String> UNTRUSTED =
      List.of(
          "pastebin.com",
          "glot.io",
          "rentry.co",
          "hastebin.com",
          "paste.ee",
          "0x0.st",
          "termbin.com",
          "transfer.sh",
          "file.io",
          "ix.io",
          "bit.ly",
          "tinyurl.com",
          "t.ly",
          "cutt.ly",
          "is.gd",
          "goo.gl",
          "rb.gy",
          "shorturl.at",
          "ngrok.io",
          "ngrok-free.app",
          "trycloudflare.com",
          "webhook.site",
          "cdn.discordapp.com",
          "anonfiles.com");

  /** Interpreters that are handed a program of their own take what is piped as data. */
  private static final List<String> READS_DATA =
      List.of(
          " -c ",
          " -c'",
          " -c\"",
          " -e ",
          " -e'",
          " -m json",
          " -m ",
          " -ne ",
          " -pe ",
          " -n ",
          " -p ",
          " -r ",
          " -x ");

  private static final int HASH = 40;

  private Downloads() {}

  static String trait(View view, int start, int end) {
    int line = view.contexts().line(end - 1);
    int lineEnd = view.contexts().end(line);
    String rest = view.text().substring(end, lineEnd);
    String match = view.text().substring(start, Math.max(end, lineEnd));
    if (readsData(rest)) {
      return "data";
    }
    int url = match.indexOf("://");
    if (url < 0) {
      return "";
    }
    String host = host(match, url + 3);
    if (LOCAL.contains(host)) {
      return "local";
    }
    if (match.startsWith("http:", Math.max(0, url - 4)) || untrusted(host)) {
      return "untrusted";
    }
    return pinned(match) ? "pinned" : "";
  }

  private static boolean readsData(String rest) {
    return READS_DATA.stream().anyMatch(rest::startsWith) || rest.stripLeading().startsWith("<<");
  }

  private static String host(String match, int start) {
    int end = start;
    while (end < match.length()
        && (Character.isLetterOrDigit(match.charAt(end))
            || ".-_[]".indexOf(match.charAt(end)) >= 0)) {
      end++;
    }
    return match.substring(start, end).toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean untrusted(String host) {
    boolean address =
        !host.isEmpty() && host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    return address
        || UNTRUSTED.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
  }

  /** A commit, or a version between slashes. */
  private static boolean pinned(String match) {
    for (String step : match.split("[/@\\s]", -1)) {
      boolean hash =
          step.length() == HASH && step.chars().allMatch(c -> Character.digit(c, 16) >= 0);
      boolean version =
          step.length() > 2
              && (step.charAt(0) == 'v' || Character.isDigit(step.charAt(0)))
              && Character.isDigit(step.charAt(1) == '.' ? step.charAt(0) : step.charAt(1))
              && step.indexOf('.') > 0
              && step.chars().skip(1).allMatch(c -> c == '.' || Character.isDigit(c));
      if (hash || version) {
        return true;
      }
    }
    return false;
  }
}
