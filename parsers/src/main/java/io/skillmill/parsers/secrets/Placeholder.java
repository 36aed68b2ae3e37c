package io.skillmill.parsers.secrets;

import io.skillmill.parsers.phrases.FoldedText;
import io.skillmill.parsers.phrases.Phrase;
import io.skillmill.parsers.phrases.Phrases;
import java.util.stream.Stream;

/** Tells what stands for a secret in a document from a secret. */
final class Placeholder {

  /** How many characters of a run such as {@code 12345678} nobody draws by chance. */
  private static final int RUN_MAX = 5;

  /** How many of the same character in a row nobody draws by chance. */
  private static final int REPEAT_MAX = 5;

  /** Random hexadecimal digits, sixteen of them, hardly ever carry fewer bits each. */
  private static final double ENTROPY_MIN = 2.5;

  /** Words in place of a secret, and values that issuers print in their own documents. */
  private static final Phrases WORDS =
      new Phrases(
          Stream.of(
                  "example",
                  "your",
                  "placeholder",
                  "dummy",
                  "fake",
                  "sample",
                  "redact",
                  "changeme",
                  "change-me",
                  "change_me",
                  "replace",
                  "insert",
                  "here",
                  "secret",
                  "password",
                  "token",
                  "deadbeef",
                  "foobar",
                  "notreal",
                  "not-real",
                  "mock",
                  "never",
                  "xxxx",
                  "abcd1234",
                  "abc123",
                  "1234abcd",
                  "test_",
                  "_test",
                  "-test",
                  "test-",
                  "demo",
                  "t00000000",
                  "my-",
                  "my_",
                  "some-",
                  "some_",
                  "{",
                  "<",
                  "${",
                  "$(",
                  "...",
                  "eyjzdwiioiixmjm0nty3odkw",
                  "eyjpc3mioijzdxbhymfzzs1kzw1v",
                  "aizasydakieg",
                  "wjalrxutnfemi")
              .map(word -> new Phrase(word, false, false))
              .toList());

  private Placeholder() {}

  /** Whether the value is made up. */
  static boolean is(String value) {
    boolean[] found = {false};
    WORDS.scan(FoldedText.of(value), (_, _) -> found[0] = true);
    return found[0] || value.startsWith("$") || runs(value) || entropy(value) < ENTROPY_MIN;
  }

  /** How many bits each character of the text carries, by the frequency of its characters. */
  static double entropy(String text) {
    int[] counts = new int[0x80];
    text.chars().forEach(c -> counts[Math.min(c, 0x7F)]++);
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / text.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  private static boolean runs(String value) {
    int steps = 0;
    int repeats = 0;
    for (int i = 1; i < value.length(); i++) {
      int step = value.charAt(i) - value.charAt(i - 1);
      steps = step == 1 ? steps + 1 : 0;
      repeats = step == 0 ? repeats + 1 : 0;
      if (steps >= RUN_MAX || repeats >= REPEAT_MAX) {
        return true;
      }
    }
    return false;
  }
}
