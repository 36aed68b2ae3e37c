package io.skillmill.parsers.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is assigned to a telling name is a secret if chance drew it. To repeat a random round, run
 * with {@code -Dskillmill.seed=} and the seed that was printed. No value here was ever in use.
 */
class AssignedTest {

  private static final long SEED = Long.getLong("skillmill.seed", System.nanoTime());

  private static final String BASE62 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** How many of a hundred random values may be missed. */
  private static final double MISSED_MAX = 1.0;

  private static final int ROUNDS = 20_000;
  private static final int SHORTEST = 16;
  private static final int LONGEST = 64;

  @ParameterizedTest
  @CsvSource({
    "base 62, ''",
    "base 64, +/",
    "base 64 of URLs, -_",
    "hexadecimal, hexadecimal",
  })
  void hardly_a_random_value_is_missed(String name, String more) {
    String drawnFrom = more.equals("hexadecimal") ? "0123456789abcdef" : BASE62 + more;
    var random = new Random(SEED);
    int missed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int length = random.nextInt(SHORTEST, LONGEST + 1);
      var value = new StringBuilder();
      for (int i = 0; i < length; i++) {
        value.append(drawnFrom.charAt(random.nextInt(drawnFrom.length())));
      }
      missed += Redaction.of("client_secret: " + value + "\n").isEmpty() ? 1 : 0;
    }
    System.out.printf(
        "assigned: %.2f %% of random values in %s missed, seed %d%n",
        missed * 100.0 / ROUNDS, name, SEED);
    assertThat(missed * 100.0 / ROUNDS).as("missed, seed %d", SEED).isLessThan(MISSED_MAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: \"GgDTas6Ine!oa6ucfjvkS\"",
        "password: \"kT9!vQz7#mLp2x\"",
        "password: \"kT9!v$z7#mLp2x\"",
        "\"password\": \"kT9!vQz7#mLp2x\",",
        "password: gG0YzP1zy4LG",
        "DB_PASSWORD=gG0YzP1zy4LG;",
        "password: kT9!vQz7#mLp2x",
        "client_secret: 09UKNF4pcNMfNdRAALefmcMWlfebwNEJ",
        "aws_secret_access_key = /rdE2oapzzQbkrck+z1iYylswfgItIepZEufUlSo",
        "token: sQTfGhJzKpLmNbVcXwRq",
      })
  void a_value_of_any_characters_is_found_whole(String text) {
    assertThat(Redaction.redact(text))
        .matches("\\S+( = |: ?|=)\"?\\S{0,4}\\[redacted, \\d+ characters]\\W{0,2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: \"changeme-now\"",
        "password: correct-horse-battery",
        "password: \"${DB_PASSWORD}\"",
        "password: $DB_PASSWORD_2",
        "password: \"^[a-zA-Z0-9]{8,}$\"",
        "password = hashlib.sha256(x)",
        "password: user.passwordHash2",
        "password: \"************\"",
        "token: process.env.GITHUB_TOKEN",
        "token_file: /var/run/secrets/kubernetes.io/serviceaccount",
        "token = getAccessTokenFromKeychain",
        "tokenizer: \"Xenova/all-MiniLM-L6-v2\"",
        "secret_name: \"arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db\"",
        "max_tokens: 1000000000000000",
        "token_url: \"https://oauth2.googleapis.com/token\"",
      })
  void what_people_write_is_none(String text) {
    assertThat(Redaction.redact("Set this:\n\n" + text + "\n")).contains(text);
  }

  @Test
  void a_password_is_none_of_its_name_alone() {
    assertThat(Redaction.of("The password: see the vault. passwd").isEmpty()).isTrue();
    assertThat(Redaction.of("set your password=").isEmpty()).isTrue();
  }
}
