package io.skillmill.parsers.secrets;

import io.skillmill.parsers.phrases.Cursor;
import io.skillmill.parsers.phrases.Phrase;
import io.skillmill.parsers.phrases.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at each place where a secret might begin. One pass; one for each text. */
final class SecretFinder {

  private static final String URL = "://";
  private static final String KEY_BLOCK = "private key-----";
  private static final String WEB_TOKEN = "eyj";
  private static final String TELEGRAM = ":aa";

  private static final List<String> OTHERS = List.of(URL, KEY_BLOCK, WEB_TOKEN, TELEGRAM);

  /** Names that secrets are given, wherever they stand in a longer name. */
  private static final List<String> NAMES =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "api_key",
          "apikey",
          "api-key",
          "access_key",
          "accesskey",
          "access-key",
          "auth_key",
          "private_key",
          "credential",
          "bearer",
          "authorization");

  private static final Phrases PHRASES =
      new Phrases(
          Stream.of(
                  SecretForm.ALL.stream().map(form -> new Phrase(form.prefix(), true, false)),
                  OTHERS.stream().map(text -> new Phrase(text, false, false)),
                  NAMES.stream().map(text -> new Phrase(text, false, false)))
              .flatMap(phrases -> phrases)
              .toList());

  private final String text;
  private final List<Secret> found = new ArrayList<>();
  private int free;

  private SecretFinder(String text) {
    this.text = text;
  }

  /** The secrets of a text, in its order; none overlaps another. */
  static List<Secret> find(String text) {
    var finder = new SecretFinder(text);
    PHRASES.scan(text, finder::look);
    return finder.found;
  }

  private void look(int phrase, Cursor at) {
    if (at.start() < free) {
      return;
    }
    secret(phrase, at)
        .ifPresent(secret -> {
          found.add(secret);
          free = secret.end();
        });
  }

  private Optional<Secret> secret(int phrase, Cursor at) {
    int other = phrase - SecretForm.ALL.size();
    if (other < 0) {
      return formed(SecretForm.ALL.get(phrase), at.start());
    }
    if (other >= OTHERS.size()) {
      return Assigned.secret(text, at.start(), at.end());
    }
    return switch (OTHERS.get(other)) {
      case URL -> LooseForms.inUrl(text, at.end());
      case KEY_BLOCK -> LooseForms.keyBlock(text, at.end());
      case WEB_TOKEN -> LooseForms.webToken(text, at.start());
      default -> LooseForms.telegram(text, at.start());
    };
  }

  private Optional<Secret> formed(SecretForm form, int start) {
    String prefix = form.prefix();
    if (!text.startsWith(prefix, start)) {
      return Optional.empty(); // the letter case is part of the form
    }
    int body = start + prefix.length();
    int end = form.body().end(text, body, form.max() + 1);
    int length = end - body;
    if (length < form.min() || length > form.max() || Placeholder.is(text.substring(body, end))) {
      return Optional.empty();
    }
    return Optional.of(new Secret(form.kind(), true, start, end));
  }
}
