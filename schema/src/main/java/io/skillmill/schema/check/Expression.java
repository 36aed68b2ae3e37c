package io.skillmill.schema.check;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;

/**
 * A pattern that someone else wrote. It means what the library takes it to mean; but the library's
 * own goes on for ever where it finds ever more ways to try, and this ends with its thread.
 */
record Expression(Pattern pattern) implements RegularExpression {

  static Expression of(String text) {
    return new Expression(
        Pattern.compile(
            RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(text))));
  }

  @Override
  public boolean matches(String value) {
    return pattern.matcher(new Heeding(value)).find();
  }

  /** A text that looks now and then whether its reader is still wanted. */
  private static final class Heeding implements CharSequence {

    private static final int BETWEEN_LOOKS = 1 << 12;

    private final String text;
    private int read;

    Heeding(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++read % BETWEEN_LOOKS == 0 && Thread.currentThread().isInterrupted()) {
        throw new CancellationException("Nobody waits for the match any more");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
