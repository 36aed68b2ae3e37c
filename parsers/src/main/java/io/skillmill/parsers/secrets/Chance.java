package io.skillmill.parsers.secrets;

/**
 * Tells what was drawn by chance from what people write: names, paths and words. Each pair of
 * neighbouring characters speaks for the one or the other, as often as it is found in each; what
 * they say is added up. Measured on the words and names of real skills, and on random values in
 * base 62 and base 64.
 */
final class Chance {

  /** What a long value must come to; fewer than one random value in a hundred comes to less. */
  private static final int SCORE_MIN = -8;

  /** What a value shorter than {@link #LONG} must come to. */
  private static final int SHORT_SCORE_MIN = 9;

  private static final int LONG = 16;

  /** How often digits and letters take turns in hexadecimal digits at least. */
  private static final int TURNS_MIN = 2;

  /** Lower case, upper case, digits, signs of names and paths. */
  private static final int[][] TURNS = {
    {-3, 2, 5, -5},
    {2, -1, 5, 0},
    {5, 5, 1, 1},
    {-5, 0, 0, -6},
  };

  /** How rare each pair of letters is in words, by the first and the second; 4 is as by chance. */
  private static final String[] RARITY =
      """
      02123425243132433221344445
      25564655466356465556475657
      25462652463355155352466646
      35441556276556455545566667
      14214345466221534112544357
      46564567277577486566576767
      24452555376565566446566767
      35553767477666366555676867
      24333435576231245322746674
      56775767677778676858776877
      36663657486677666646677877
      25441667277366256644456747
      24562667377546337746567878
      26322426375564357521556767
      34337547564331336143343677
      26653775487377347253487867
      34465667577777775667477877
      26441646274544256333456847
      35351653274556337521375757
      25351563177556247233465747
      44554657487343747333677677
      36672767477778687877777877
      35564665477665476557776777
      56675777578777757664777778
      45565667687665647656786676
      57774767688778677878886677
      """
          .split("\n");

  /** Signs that stand in passwords and hardly in names. */
  private static final String LOUD = "!#%^&*~?$";

  private Chance() {}

  static boolean drew(String value) {
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == '=') {
      end--;
    }
    return isHexadecimal(value)
        || score(value, end) >= (value.length() < LONG ? SHORT_SCORE_MIN : SCORE_MIN);
  }

  private static int score(String value, int end) {
    int score = 0;
    for (int at = 1; at < end; at++) {
      char a = value.charAt(at - 1);
      char b = value.charAt(at);
      int first = kind(a);
      int second = kind(b);
      score += TURNS[first][second];
      if (first <= 1 && second <= 1 && (first == 1 || second == 0)) {
        score += (RARITY[(a | 0x20) - 'a'].charAt((b | 0x20) - 'a') - '4') * 2;
      }
    }
    return score;
  }

  private static int kind(char c) {
    if (c >= 'a' && c <= 'z') {
      return 0;
    }
    if (c >= 'A' && c <= 'Z') {
      return 1;
    }
    return (c >= '0' && c <= '9') || LOUD.indexOf(c) >= 0 ? 2 : 3;
  }

  /** Digits and letters to f, in one case, that take turns. */
  private static boolean isHexadecimal(String value) {
    int turns = 0;
    boolean upper = false;
    boolean lower = false;
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c != '-' && !Charset.HEXADECIMAL.has(c)) {
        return false;
      }
      upper |= c >= 'A' && c <= 'F';
      lower |= c >= 'a' && c <= 'f';
      boolean digit = c <= '9';
      turns += at > 0 && digit != (value.charAt(at - 1) <= '9') ? 1 : 0;
    }
    return value.length() >= LONG && turns >= TURNS_MIN && upper != lower;
  }
}
