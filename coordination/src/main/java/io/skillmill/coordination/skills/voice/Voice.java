package io.skillmill.coordination.skills.voice;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one skill says along the way, as lines of the log under its name. Of one that talks much a
 * part is left out, and how much is said. Secrets that it was given are not told. Thread-safe.
 *
 * <pre>{@code
 * var voice = Voice.of("fetch");
 * voice.hide(credentials.values());
 * voice.say("asking example.org");
 * }</pre>
 */
public final class Voice {

  /** Begins the names of the loggers, of which each skill has one. */
  public static final String LOGGER = "skill.";

  /** What stands where a secret was. */
  public static final String HIDDEN = "[hidden]";

  static final int LINES_AT_ONCE = 100;
  static final int LINES_PER_SECOND = 20;
  static final int CHARS_MAX = 1_000;
  static final int SECRETS_MAX = 200;

  /** Shorter ones stand in every other word. */
  private static final int SECRET_CHARS_MIN = 4;

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();

  private final Consumer<String> log;
  private final LongSupplier nanoTime;

  // Guarded by this.
  private final LinkedHashSet<String> secrets = new LinkedHashSet<>();
  private double allowed = LINES_AT_ONCE;
  private long filledNanos;
  private long leftOut;

  Voice(Consumer<String> log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.filledNanos = nanoTime.getAsLong();
  }

  public static Voice of(String skill) {
    Logger logger = LoggerFactory.getLogger(LOGGER + skill);
    return new Voice(logger::info, System::nanoTime);
  }

  /** From now on these are blotted out; of many the latest. */
  public synchronized void hide(Collection<String> credentials) {
    for (String secret : credentials) {
      if (secret.length() >= SECRET_CHARS_MIN) {
        secrets.remove(secret);
        secrets.add(secret);
      }
    }
    var oldest = secrets.iterator();
    while (secrets.size() > SECRETS_MAX) {
      oldest.next();
      oldest.remove();
    }
  }

  /** One line, or what is left of it. */
  public synchronized void say(String line) {
    if (line.isBlank()) {
      return;
    }
    if (!mayTalk()) {
      leftOut++;
      return;
    }
    if (leftOut > 0) {
      log.accept(
          "(%d lines are left out: at most %d a second are kept)"
              .formatted(leftOut, LINES_PER_SECOND));
      leftOut = 0;
    }
    String told = without(line);
    log.accept(told.length() <= CHARS_MAX ? told : told.substring(0, CHARS_MAX) + "…");
  }

  private boolean mayTalk() {
    long now = nanoTime.getAsLong();
    allowed = Math.min(LINES_AT_ONCE, allowed + (now - filledNanos) * LINES_PER_SECOND / 1e9);
    filledNanos = now;
    if (allowed < 1) {
      return false;
    }
    allowed--;
    return true;
  }

  /** A text that is told elsewhere, without those secrets. */
  public synchronized String without(String text) {
    return without(text, secrets);
  }

  /** A text without these; one that begins another leaves nothing of it. */
  public static String without(String text, Collection<String> secrets) {
    String told = text;
    for (String secret : secrets.stream().sorted(LONGEST_FIRST).toList()) {
      told = told.replace(secret, HIDDEN);
    }
    return told;
  }
}
