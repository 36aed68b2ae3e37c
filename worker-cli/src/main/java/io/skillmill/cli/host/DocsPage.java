package io.skillmill.cli.host;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.ours.OurText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page on which people look at skills and try them. It is the same for everybody and holds
 * nothing but itself: what it shows it asks of the host, with the token that its reader gives. The
 * browser runs its own script and no other.
 */
final class DocsPage {

  private static final String TYPE = "text/html; charset=utf-8";

  private final byte[] page;
  private final String policy;

  private DocsPage(String html) {
    page = html.getBytes(StandardCharsets.UTF_8);
    policy =
        "default-src 'none'; connect-src 'self'; script-src '%s'; style-src '%s';"
                .formatted(
                    print(between(html, "<script>", "</script>")),
                    print(between(html, "<style>", "</style>")))
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  static void addTo(Desk desk, Answers answers) {
    var page = new DocsPage(OurText.of(DocsPage.class, "docs.html"));
    desk.onRequest("GET", "/docs", context -> page.give(context, answers));
    desk.onRequest("GET", "/skills/{mount}/docs", context -> page.give(context, answers));
  }

  private void give(Context context, Answers answers) {
    context.header("Content-Security-Policy", policy);
    context.header("Referrer-Policy", "no-referrer");
    answers.give(context, TYPE, page);
  }

  private static String between(String html, String start, String end) {
    int from = html.indexOf(start) + start.length();
    return html.substring(from, html.indexOf(end, from));
  }

  /** As a browser computes it before it runs a script. */
  private static String print(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
