package io.skillmill.parsers.repair;

import java.util.List;

/** Reads text in quotes that YAML does not accept. */
final class QuotedText {

  private final String text;
  private final char quote;

  private QuotedText(String text) {
    this.text = text;
    this.quote = text.charAt(0);
  }

  /**
   * @param head begins with the quote
   * @param indent of the line with the head
   */
  static Mended read(String head, List<Line> rest, int indent) {
    var quoted = new QuotedText(Folding.fold(head, rest));
    int close = Quotes.closing(quoted.text, 1, quoted.quote);
    boolean atColumn0 = rest.stream().anyMatch(line -> !line.isBlank() && line.indent() <= indent);
    Repair repair = atColumn0 && close >= 0 ? Repair.QUOTE_COLUMN_0 : Repair.QUOTE_BROKEN;
    return Mended.text(repair, quoted.value(close));
  }

  private String value(int close) {
    if (close < 0) {
      return Escapes.undo(text.substring(1), quote);
    }
    if (Quotes.isNothing(text.substring(close + 1))) {
      return Escapes.undo(text.substring(1, close), quote);
    }
    int last = text.length() - 1;
    boolean around = last > close && text.charAt(last) == quote && opensInside(close);
    return around ? Escapes.undo(text.substring(1, last), quote) : text;
  }

  /**
   * Tells {@code "say "tea" twice"} from {@code "tea" or "milk"}: whether the second quote opens a
   * quotation within the text, or is an apostrophe in it, rather than closing the text.
   */
  private boolean opensInside(int second) {
    char before = text.charAt(second - 1);
    char after = text.charAt(second + 1);
    boolean opens = (second == 1 || before == ' ' || before == '(') && after != ' ';
    boolean apostrophe = Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
    return opens || apostrophe || text.chars().filter(c -> c == quote).count() % 2 == 1;
  }
}
