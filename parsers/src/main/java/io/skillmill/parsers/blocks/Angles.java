package io.skillmill.parsers.blocks;

import java.util.Locale;
import java.util.Set;

/** Reads what opens with an angle bracket: tags, comments, bare links and mail addresses. */
final class Angles {

  /** Tags that only dress text up; any other is most often a placeholder such as {@code <name>}. */
  private static final Set<String> MARKUP =
      Set.of(
          ("a b br center code details div em font h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre"
                  + " s small span strong sub summary sup table tbody td th thead tr u ul")
              .split(" ", -1));

  private static final int TAG_NAME_MAX = 8;
  private static final int SCHEME_MAX = 32;

  private final PlainText plain;
  private boolean noComments;

  Angles(PlainText plain) {
    this.plain = plain;
  }

  void reset() {
    noComments = false;
  }

  /** Where a mail address or a link between the brackets ends; the start where there is none. */
  static int addressEnd(String raw, int start) {
    int colon = wordEnd(raw, start + 1);
    boolean link = colon - start > 2 && raw.startsWith(":", colon);
    int end = colon;
    int signs = 0;
    while (end < raw.length() && raw.charAt(end) > ' ' && "<>".indexOf(raw.charAt(end)) < 0) {
      char c = raw.charAt(end);
      if (!link && "@.+-_".indexOf(c) < 0 && !isAscii(c)) {
        return start;
      }
      signs += c == '@' ? 1 : 0;
      end++;
    }
    return raw.startsWith(">", end) && (link || signs == 1) ? end + 1 : start;
  }

  /** Passes a comment or a tag that is markup; says anything else as it is written. */
  int pass(String raw, int at) {
    if (raw.startsWith("<!--", at)) {
      int end = noComments ? -1 : raw.indexOf("-->", at + 2);
      noComments |= end < 0;
      return end < 0 ? plain.say('<', at) : end + 3;
    }
    int name = raw.startsWith("/", at + 1) ? at + 2 : at + 1;
    int end = wordEnd(raw, name);
    boolean markup =
        end > name
            && end - name <= TAG_NAME_MAX
            && MARKUP.contains(raw.substring(name, end).toLowerCase(Locale.ROOT));
    int close = markup ? Tag.end(raw, at, raw.length()) : -1;
    return close < 0 ? plain.say('<', at) : close;
  }

  private static int wordEnd(String raw, int start) {
    int end = start;
    while (end < raw.length() && end - start <= SCHEME_MAX && isAscii(raw.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isAscii(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }
}
