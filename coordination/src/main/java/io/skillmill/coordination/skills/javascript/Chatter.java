package io.skillmill.coordination.skills.javascript;

import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.schema.json.Json;
import java.util.Collection;

/**
 * What a skill writes to its console, on its way to the host's log: so many lines of one call, each
 * on one line and not too long, and none with a secret of the call. Used by one thread.
 */
final class Chatter {

  static final int LINES_MAX = 100;
  static final int LINE_CHARS_MAX = 2_000;

  /** Longer than that it is not even read, since a character has at most four bytes. */
  private static final int LINE_BYTES_MAX = 4 * LINE_CHARS_MAX;

  private final Voice voice;
  private final Collection<String> secrets;
  private int lines;

  /**
   * That of one call.
   *
   * @param secrets that the skill was given for it
   */
  Chatter(Voice voice, Collection<String> secrets) {
    this.voice = voice;
    this.secrets = secrets;
    voice.hide(secrets);
  }

  void say(Host.Said said) {
    if (lines++ < LINES_MAX) {
      voice.say(said.bytes() > LINE_BYTES_MAX ? "(more than can be logged)" : line(text(said)));
    } else if (lines == LINES_MAX + 1) {
      voice.say("(more than %d lines in one call)".formatted(LINES_MAX));
    }
  }

  /** It comes as JSON; so it is read before secrets are looked for. */
  private static String text(Host.Said said) {
    String json = said.text().get();
    try {
      return Json.read(json).asString(json);
    } catch (Json.MalformedException _) {
      return json; // the skill tampered with its console
    }
  }

  private String line(String text) {
    var plain = new StringBuilder();
    without(text).chars().limit(LINE_CHARS_MAX).forEach(c -> plain.append(shown(c)));
    return plain.toString();
  }

  private static char shown(int c) {
    return Character.isISOControl(c) ? ' ' : (char) c;
  }

  /** The text without the secrets of the call. */
  String without(String text) {
    String plain = text;
    for (String secret : secrets) {
      if (!secret.isBlank()) {
        plain = plain.replace(secret, Voice.HIDDEN);
      }
    }
    return plain;
  }
}
