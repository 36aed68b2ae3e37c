package io.skillmill.parsers.detect;

import io.skillmill.parsers.phrases.Lookalikes;
import java.net.IDN;
import java.util.Locale;
import java.util.Set;

/**
 * Finds addresses that seem to lead to a well-known site: one in front of an at sign, one spelt a
 * little differently, one that is only the label of a link.
 */
final class DeceptiveLinks {

  private static final int HOST_MAX = 255;

  /** How much stands between a label and a host: {@code ](https://}. */
  private static final int SCHEME_MAX = 10;

  /** Labels that are longer are no addresses. */
  private static final int LABEL_MAX = 200;

  /** Sites whose names are worth imitating, as people download and log in there. */
  private static final Set<String> KNOWN =
      Set.of(
          "github.com",
          "gitlab.com",
          "bitbucket.org",
          "npmjs.com",
          "pypi.org",
          "crates.io",
          "docker.com",
          "huggingface.co",
          "anthropic.com",
          "claude.ai",
          "openai.com",
          "chatgpt.com",
          "google.com",
          "googleapis.com",
          "microsoft.com",
          "apple.com",
          "amazon.com",
          "amazonaws.com",
          "cloudflare.com",
          "paypal.com",
          "stripe.com",
          "slack.com",
          "discord.com",
          "telegram.org",
          "metamask.io",
          "coinbase.com",
          "binance.com",
          "githubusercontent.com",
          "agentskills.io",
          "clawhub.ai",
          "openclaw.ai");

  private static final int LENGTH_MIN = KNOWN.stream().mapToInt(String::length).min().orElse(0) - 1;
  private static final int LENGTH_MAX = KNOWN.stream().mapToInt(String::length).max().orElse(0) + 2;

  private DeceptiveLinks() {}

  static void look(View view, Detector.Sink sink) {
    String text = view.text();
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      address(view, at + 3, sink);
    }
  }

  private static void address(View view, int start, Detector.Sink sink) {
    String text = view.text();
    int end = hostEnd(text, start);
    String host = shown(text.substring(start, end).toLowerCase(Locale.ROOT));
    if (end < text.length() && text.charAt(end) == '@' && host.indexOf('.') > 0) {
      user(text, host, start, end, sink);
      return;
    }
    String imitated = imitated(host);
    if (!imitated.isEmpty()) {
      sink.found(start, end, "", "%s, not %s".formatted(PlainText.of(host), imitated));
    } else if (start > SCHEME_MAX) {
      label(text, host, start, end, sink);
    }
  }

  /** A host in the letters of its script, as browsers show it. */
  private static String shown(String host) {
    return host.contains("xn--") ? IDN.toUnicode(host) : host;
  }

  /** What stands before an at sign is a user's name, whatever it looks like. */
  private static void user(String text, String name, int start, int end, Detector.Sink sink) {
    int last = hostEnd(text, end + 1);
    String host = text.substring(end + 1, last);
    if (isKnown(name) && !site(name).equals(site(host.toLowerCase(Locale.ROOT)))) {
      sink.found(start, last, "user", "it leads to " + PlainText.of(host));
    }
  }

  /** The label of the link that begins here, where it is the address of a well-known site. */
  private static void label(String text, String host, int start, int end, Detector.Sink sink) {
    int bracket = start;
    while (bracket > start - SCHEME_MAX && !text.startsWith("](", bracket)) {
      bracket--;
    }
    int open = text.startsWith("](", bracket) ? opening(text, bracket) : -1;
    boolean picture = open > 0 && text.charAt(open - 1) == '!';
    if (open < 0 || picture || host.isEmpty()) {
      return;
    }
    String label = text.substring(open + 1, bracket).strip();
    int from = label.indexOf("://");
    String shown = label.substring(from < 0 ? 0 : from + 3).toLowerCase(Locale.ROOT);
    String shownHost = shown.substring(0, hostEnd(shown, 0));
    boolean address = label.indexOf(' ') < 0 && shownHost.indexOf('.') > 0;
    if (address && isKnown(shownHost) && !site(shownHost).equals(site(host))) {
      sink.found(start, end, "label", "the label says " + PlainText.of(shownHost));
    }
  }

  /** Where the label that ends here begins; -1 where that is too far away. */
  private static int opening(String text, int end) {
    int last = Math.max(0, end - LABEL_MAX);
    for (int at = end - 1; at >= last; at--) {
      if (text.charAt(at) == '[') {
        return at;
      }
    }
    return -1;
  }

  private static int hostEnd(String text, int start) {
    int end = start;
    int last = Math.min(text.length(), start + HOST_MAX);
    while (end < last && inHost(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean inHost(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
  }

  private static boolean isKnown(String host) {
    return KNOWN.contains(site(host));
  }

  /** The last two names of a host. */
  private static String site(String host) {
    int dot = host.lastIndexOf('.');
    int before = dot <= 0 ? -1 : host.lastIndexOf('.', dot - 1);
    return before < 0 ? host : host.substring(before + 1);
  }

  /** The well-known site that a host looks like without being it; empty where there is none. */
  private static String imitated(String host) {
    String site = site(host);
    if (site.length() < LENGTH_MIN || site.length() > LENGTH_MAX || KNOWN.contains(site)) {
      return "";
    }
    String read = read(site);
    for (String known : KNOWN) {
      int difference = site.length() - known.length();
      boolean near = difference >= -1 && difference <= 2;
      if (near && (read.equals(known) || misspelt(site, known))) {
        return known;
      }
    }
    return "";
  }

  /** A host as it is read at a glance. */
  private static String read(String host) {
    var read = new StringBuilder(host.length());
    for (int i = 0; i < host.length(); i++) {
      char c = Lookalikes.latin(host.charAt(i));
      read.append(c == '0' ? 'o' : c == '1' ? 'l' : c);
    }
    return read.toString().replace("rn", "m").replace("vv", "w");
  }

  /** One letter of the name is another, is missing, is too many, or has changed its place. */
  private static boolean misspelt(String site, String known) {
    int difference = site.length() - known.length();
    if (difference < -1 || difference > 1 || known.indexOf('.') < 6) {
      return false; // short names have honest neighbours
    }
    int same = 0;
    while (same < Math.min(site.length(), known.length())
        && site.charAt(same) == known.charAt(same)) {
      same++;
    }
    if (same >= known.indexOf('.')) {
      return false; // another domain of the same name is another matter
    }
    return rest(site, known, same, difference);
  }

  private static boolean rest(String site, String known, int same, int difference) {
    if (difference == 1) {
      return site.substring(same + 1).equals(known.substring(same));
    }
    if (difference == -1) {
      return site.substring(same).equals(known.substring(same + 1));
    }
    boolean swapped =
        same + 1 < site.length()
            && site.charAt(same) == known.charAt(same + 1)
            && site.charAt(same + 1) == known.charAt(same)
            && site.substring(same + 2).equals(known.substring(same + 2));
    return swapped || site.substring(same + 1).equals(known.substring(same + 1));
  }
}
