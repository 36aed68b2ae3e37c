package io.skillmill.parsers.markdown;

import io.skillmill.parsers.markdown.MarkdownBody.Command;
import java.util.ArrayList;
import java.util.List;

/** Finds what runs when the skill is loaded: a command in code right behind an exclamation mark. */
final class LoadTime {

  private LoadTime() {}

  static List<Command> of(String text, int from) {
    var found = new ArrayList<Command>();
    for (int at = text.indexOf("!`", from); at >= 0; at = text.indexOf("!`", at + 2)) {
      int end = text.indexOf('`', at + 2);
      boolean apart = at == from || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (apart && end > at + 2 && text.indexOf('\n', at, end) < 0) {
        found.add(new Command(text.substring(at + 2, end), "sh", true, at, end + 1));
      }
    }
    return found;
  }
}
