package io.skillmill.parsers.traits;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;

/** Tells the language of a text by its script, and for Latin letters by its commonest words. */
final class Language {

  /** How much text is looked at. */
  private static final int SAMPLE_MAX = 2_000;

  /** How many common words it takes. */
  private static final int WORDS_MIN = 2;

  private static final int WORD_MAX = 5;

  private static final String[] TAGS = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "id"};

  /** For each word the languages it is common in, as bits in the order of the tags. */
  private static final Map<String, Integer> COMMON = new HashMap<>();

  static {
    common(
        0,
        "the and of to in is for with that this you it are or be not if from your when use a as an"
            + " on by do no at can will all any has have");
    common(
        1, "der die das und ist nicht mit für ein eine den zu von auf wenn oder sich im dem wird");
    common(2, "le la les des et est pour dans une un du que pas sur avec vous ce qui en si ou");
    common(3, "el la los las de y que en un una para con no por es del se al si como o su");
    common(4, "o a os as de e que em um uma para com não por do da no na se ou seu é");
    common(5, "il la di e che un una per con non del è in si i le da come o sono gli");
    common(6, "de het een en van is dat niet met voor op te zijn als of in je dit naar wordt");
    common(7, "i w z na do nie jest się to że dla jak lub od po o przez są tego gdy");
    common(8, "ve bir bu için ile da de olarak olan en çok ne veya gibi daha her ya kadar");
    common(9, "dan yang di untuk dengan ini itu dari pada atau tidak adalah ke jika akan oleh");
  }

  private final StringBuilder sample = new StringBuilder();

  private static void common(int language, String words) {
    for (String word : words.split(" ", -1)) {
      COMMON.merge(word, 1 << language, (a, b) -> a | b);
    }
  }

  void add(String words) {
    int room = SAMPLE_MAX - sample.length();
    if (room > 0) {
      sample.append(words, 0, Math.min(room, words.length())).append(' ');
    }
  }

  /** Such as {@code en}; {@code und} where it cannot be told. */
  String tag() {
    int latin = 0;
    Map<Script, Integer> letters = new EnumMap<>(Script.class);
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      if (c < 0x250) {
        latin += Character.isLetter(c) ? 1 : 0;
      } else {
        letters.merge(Script.of(c), 1, Integer::sum);
      }
    }
    String tag = other(letters, latin);
    return tag.isEmpty() ? latin() : tag;
  }

  /** Blanks make words of Latin letters, so a sign of another script counts for several. */
  private static String other(Map<Script, Integer> letters, int latin) {
    int kana = letters.getOrDefault(Script.KANA, 0);
    int han = letters.getOrDefault(Script.HAN, 0);
    if ((kana + han) * 4 > latin && kana * 10 > han) {
      return "ja";
    }
    for (Script script : Script.ALL) {
      boolean most = letters.getOrDefault(script, 0) * script.weight > latin;
      if (most && !script.tag.isEmpty()) {
        return script.tag;
      }
    }
    return "";
  }

  /**
   * A list of terms has few small words, and short ones are abbreviations too; so another language
   * than English takes words of its own, and different ones.
   */
  private String latin() {
    int[] hits = new int[TAGS.length];
    int[] own = new int[TAGS.length];
    var seen = new HashSet<String>();
    int start = -1;
    for (int i = 0; i <= sample.length(); i++) {
      boolean letter = i < sample.length() && Character.isLetter(sample.charAt(i));
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        String word = i - start <= WORD_MAX && isWord(start, i) ? lower(start, i) : "";
        int languages = COMMON.getOrDefault(word, 0);
        count(languages, hits);
        if (languages != 0 && seen.add(word)) {
          count((languages & 1) == 0 ? languages : 1, own);
        }
        start = -1;
      }
    }
    int best = 0;
    for (int i = 1; i < hits.length; i++) {
      best = own[i] >= WORDS_MIN && hits[i] > hits[best] ? i : best;
    }
    return own[best] < WORDS_MIN ? "und" : TAGS[best];
  }

  /** Whether it stands by itself: no part of a name or a number, and nothing in capitals. */
  private boolean isWord(int start, int end) {
    boolean apart = (start == 0 || isEdge(start - 1)) && (end == sample.length() || isEdge(end));
    return apart
        && (end - start == 1 || !Character.isUpperCase(sample.charAt(end - 1)))
        && (end - start > 1 || isAlone(start));
  }

  private boolean isEdge(int at) {
    char c = sample.charAt(at);
    return !Character.isDigit(c) && "_-/\\@#&+".indexOf(c) < 0;
  }

  /** A letter is a word in small and between blanks, which "e.g." and "O(n)" are not. */
  private boolean isAlone(int at) {
    return Character.isLowerCase(sample.charAt(at))
        && (at == 0 || sample.charAt(at - 1) == ' ')
        && (at + 1 == sample.length() || " ,".indexOf(sample.charAt(at + 1)) >= 0);
  }

  private String lower(int start, int end) {
    return sample.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static void count(int languages, int[] hits) {
    int left = languages;
    for (int i = 0; left != 0; i++, left >>>= 1) {
      hits[i] += left & 1;
    }
  }
}
