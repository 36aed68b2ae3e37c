package io.skillmill.coordination.skills.javascript;

import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a skill writes to its console, on its way to the host's log: so many lines of one call, each
 * on one line and not too long, and none with a secret of the call. Used by one thread.
 */
final class Chatter {

  static final int LINES_MAX = 100;
  static final int LINE_CHARS_MAX = 2_000;

  /** Longer than that it is not even read, since a character has at most four bytes. */
  private static final int LINE_BYTES_MAX = 4 * LINE_CHARS_MAX;

  private static final Logger LOG = LoggerFactory.getLogger(Chatter.class);

  private final String skill;
  private final Collection<String> secrets;
  private int lines;

  Chatter(String skill) {
    this(skill, List.of());
  }

  Chatter(String skill, Collection<String> secrets) {
    this.skill = skill;
    this.secrets = secrets;
  }

  void say(Host.Said said) {
    if (lines++ < LINES_MAX) {
      LOG.info(
          "The skill {} says: {}",
          skill,
          said.bytes() > LINE_BYTES_MAX ? "(more than can be logged)" : line(said.text().get()));
    } else if (lines == LINES_MAX + 1) {
      LOG.info("The skill {} says more than {} lines in one call", skill, LINES_MAX);
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
        plain = plain.replace(secret, "…");
      }
    }
    return plain;
  }
}
