package io.skillmill.parsers.secrets;

import io.skillmill.parsers.phrases.Cursor;
import io.skillmill.parsers.phrases.FoldedText;
import io.skillmill.parsers.phrases.Phrase;
import io.skillmill.parsers.phrases.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at each place where a secret might begin. One pass; one for each text. */
final class SecretFinder {

  private static final String KEY_BLOCK = "private key-----";
  private static final String WEB_TOKEN = "eyj";
  private static final String TELEGRAM = ":aa";

  private static final List<String> OTHERS = List.of(KEY_BLOCK, WEB_TOKEN, TELEGRAM);

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

  /** How names of passwords go on after their first letter, which is of either case. */
  private static final List<String> PASSWORDS =
      List.of("assword", "ASSWORD", "asswd", "ASSWD", "assphrase", "ASSPHRASE");

  /** How often letters change their case at least where no digit is among them. */
  private static final int CHANGES_MIN = 4;

  /** No secret but a password has fewer characters in a row. */
  private static final int RUN_MIN = 16;

  /** How many different secrets of a text are looked for in its other places. */
  private static final int VALUES_MAX = 50;

  /** How far before such a run its name, or its prefix, may begin. */
  private static final int BEFORE = 80;

  private static final boolean[] IN_RUN = new boolean[128];

  static {
    for (char c = 0; c < IN_RUN.length; c++) {
      IN_RUN[c] = Character.isLetterOrDigit(c) || "_-+/=".indexOf(c) >= 0;
    }
  }

  private final String text;
  private final List<Secret> found = new ArrayList<>();

  private SecretFinder(String text) {
    this.text = text;
  }

  /** The secrets of a text, in its order; none overlaps another. */
  static List<Secret> find(String text) {
    if (text.length() < RUN_MIN && !text.contains("://")) {
      return List.of();
    }
    var finder = new SecretFinder(text);
    finder.runs();
    finder.urls();
    finder.passwords();
    if (finder.found.isEmpty()) {
      return List.of();
    }
    finder.again();
    return finder.ordered();
  }

  /** What is a secret in one place is one wherever it stands. */
  private void again() {
    Set<String> values = new LinkedHashSet<>();
    for (Secret secret : List.copyOf(found)) {
      String value = text.substring(secret.start(), secret.end());
      if (values.size() < VALUES_MAX
          && value.length() >= Assigned.PASSWORD_MIN
          && values.add(value)) {
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length())) {
          found.add(new Secret(secret.kind(), secret.certain(), at, at + value.length()));
        }
      }
    }
  }

  /** A run that is long enough holds a place that is looked at; most of a text need not be. */
  private void runs() {
    int at = RUN_MIN - 1;
    while (at < text.length()) {
      if (!inRun(text.charAt(at))) {
        at += RUN_MIN;
        continue;
      }
      int start = at;
      while (start > 0 && inRun(text.charAt(start - 1))) {
        start--;
      }
      int end = at;
      while (end < text.length() && inRun(text.charAt(end))) {
        end++;
      }
      if (end - start >= RUN_MIN && drawn(start, end)) {
        PHRASES.scan(FoldedText.of(text, Math.max(0, start - BEFORE), end), this::look);
      }
      at = end + RUN_MIN;
    }
  }

  private void urls() {
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      LooseForms.inUrl(text, at + 3).ifPresent(found::add);
    }
  }

  /** Passwords may be short, and of any characters. */
  private void passwords() {
    for (String name : PASSWORDS) {
      for (int at = text.indexOf(name, 1); at >= 0; at = text.indexOf(name, at + name.length())) {
        if (text.charAt(at - 1) == 'p' || text.charAt(at - 1) == 'P') {
          Assigned.secret(text, at - 1, at + name.length()).ifPresent(found::add);
        }
      }
    }
  }

  private static boolean inRun(char c) {
    return c < 128 && IN_RUN[c];
  }

  /** Words have no digits and one case; names in capitals are rare enough to be looked at. */
  private boolean drawn(int start, int end) {
    boolean upper = false;
    boolean lower = false;
    int changes = 0;
    char before = ' ';
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        return true;
      }
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
      changes += ((c ^ before) & 0x60) == 0x20 ? 1 : 0;
      before = c;
    }
    return upper && (!lower || changes >= CHANGES_MIN);
  }

  private List<Secret> ordered() {
    found.sort(
        Comparator.comparingInt(Secret::start)
            .thenComparing(secret -> !secret.certain())
            .thenComparingInt(Secret::end));
    var ordered = new ArrayList<Secret>();
    for (Secret secret : found) {
      if (ordered.isEmpty() || ordered.getLast().end() <= secret.start()) {
        ordered.add(secret);
      }
    }
    return ordered;
  }

  private void look(int phrase, Cursor at) {
    secret(phrase, at).ifPresent(found::add);
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
