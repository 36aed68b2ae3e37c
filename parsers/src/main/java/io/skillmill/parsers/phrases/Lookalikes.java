package io.skillmill.parsers.phrases;

/** Cyrillic and Greek letters that look like Latin ones: the common part of UTS 39. */
public final class Lookalikes {

  private static final String THEIRS = "аеорсухіјѕԁԛԝһӏАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧορνικα";

  private static final String LATIN = "aeopcyxijsdqwhlabekmhopctyxijsabezhikmnoptyxopvika";

  /** Letters that stand beside Latin ones in names of genes and units. */
  private static final String SYMBOLS = "αρνικ";

  /** No letter before it looks like a Latin one without being it. */
  public static final char FIRST = '\u0370';

  private static final char LAST = '\u052F';

  private static final char[] TABLE = table();

  private Lookalikes() {}

  /** The lower-case Latin letter that this one looks like, or the character itself. */
  public static char latin(char c) {
    return c < FIRST || c > LAST ? c : TABLE[c - FIRST];
  }

  /** Whether a reader takes this letter for a Latin one; small Greek ones are read as symbols. */
  public static boolean deceives(char c) {
    return latin(c) != c && SYMBOLS.indexOf(c) < 0;
  }

  private static char[] table() {
    char[] table = new char[LAST - FIRST + 1];
    for (int i = 0; i < table.length; i++) {
      table[i] = (char) (FIRST + i);
    }
    for (int i = 0; i < THEIRS.length(); i++) {
      table[THEIRS.charAt(i) - FIRST] = LATIN.charAt(i);
    }
    return table;
  }
}
