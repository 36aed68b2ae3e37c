package io.skillmill.parsers.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All secrets here were made up, and are put together so that no scanner takes them for a leak. */
class RedactionTest {

  private static final String DRAWN = "q8Rw2Zt7Yb5Kd3Nf9Hs4Jv6Lx1Pc0Mg8Tr2";

  private static final List<String> SECRETS =
      List.of(
          "AKIA" + "Q3ZR7TX2M5WB6N4K",
          "ghp_" + DRAWN + "Q",
          "github_" + "pat_" + DRAWN + DRAWN,
          "glpat-" + DRAWN,
          "xoxb-" + DRAWN,
          "sk_live_" + DRAWN,
          "sk-proj-" + DRAWN + DRAWN,
          "sk-ant-" + DRAWN + DRAWN,
          "AIza" + DRAWN.substring(0, 35),
          "hf_" + DRAWN,
          "npm_" + DRAWN + "Z",
          "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxIn0." + DRAWN,
          "271828182" + ":AA" + DRAWN.substring(0, 33));

  @Test
  void every_form_of_secret_is_taken_out() {
    for (String secret : SECRETS) {
      String redacted = Redaction.redact("Use %s for it.".formatted(secret));
      assertThat(redacted)
          .as(secret)
          .doesNotContain(secret.substring(4))
          .startsWith("Use ")
          .endsWith(" for it.")
          .contains("[redacted, %d characters]".formatted(secret.length()));
      assertThat(Redaction.redact(redacted)).as("twice").isEqualTo(redacted);
    }
  }

  @Test
  void values_of_telling_names_and_passwords_in_addresses_are_taken_out() {
    assertThat(Redaction.redact("export DB_PASSWORD=t7Kq9Zw3Xb5Rm2Vd\n")).doesNotContain("t7Kq9");
    assertThat(Redaction.redact("{\"api_key\": \"t7Kq9Zw3Xb5Rm2Vd\"}")).doesNotContain("t7Kq9");
    assertThat(Redaction.redact("postgres://app:t7Kq9Zw3Xb@db.host.net/x"))
        .isEqualTo("postgres://app:[redacted, 10 characters]@db.host.net/x");
  }

  @Test
  void what_is_a_secret_in_one_place_is_one_wherever_it_stands() {
    var redacted = Redaction.redact("TOKEN=t7Kq9Zw3Xb5Rm2Vd\nsee notes/t7Kq9Zw3Xb5Rm2Vd.md\n");
    assertThat(redacted).doesNotContain("9Zw3Xb").contains("see notes/t7Kq[redacted");
  }

  @Test
  void placeholders_stay() {
    String text =
        """
        AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
        ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx sk-your-api-key-goes-here-0123456789
        TOKEN=${GITHUB_TOKEN} password: changeme api_key=<your key> secret=$(pass show key)
        postgres://user:password@localhost/db
        """;
    assertThat(Redaction.redact(text)).isEqualTo(text);
  }

  @Test
  void a_private_key_goes_whole_and_the_lines_stay_where_they_are() {
    String text =
        "one\n-----BEGIN PRIVATE "
            + "KEY-----\n"
            + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(6)
            + "-----END PRIVATE "
            + "KEY-----\nlast\n";
    String redacted = Redaction.redact(text);
    assertThat(redacted).doesNotContain("MIIEvQIBADANBg").endsWith("KEY-----\nlast\n");
    assertThat(redacted.lines().count()).isEqualTo(text.lines().count());
    assertThat(Redaction.of(text).redactMade("  MIIEvQIBADANBgkqhkiG9w0BAQEFAASC  "))
        .doesNotContain("ADANBgkqhkiG9w0");
  }

  @Test
  void what_was_made_of_a_text_and_cut_short_holds_no_part_of_its_secrets() {
    String secret = SECRETS.get(1);
    var redaction = Redaction.of("Use " + secret + " for it.");
    assertThat(redaction.redactMade("Use " + secret.substring(0, 20) + "…"))
        .doesNotContain(secret.substring(4, 20));
    var tree = Json.object().put("text", secret);
    tree.put("named " + secret, 1);
    tree.putArray("all").add("a " + secret).addObject().put("deep", secret);
    assertThat(redaction.redactTree(tree)).isTrue();
    assertThat(Json.write(tree)).doesNotContain(secret.substring(4));
    assertThat(redaction.redactTree(tree)).isFalse();
  }
}
