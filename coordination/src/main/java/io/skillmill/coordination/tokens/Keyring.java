package io.skillmill.coordination.tokens;

import io.skillmill.db.Database;
import io.skillmill.db.Durability;
import io.skillmill.db.TokenRows;
import io.skillmill.schema.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Judges tokens that are shown. What the store knows of one is read again when it is a second old,
 * so that a token that is revoked on one host soon opens no other either. Thread-safe.
 */
public final class Keyring {

  static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How many that nobody was given are remembered. */
  static final int STRANGERS_MAX = 1_000;

  /** What a token is worth. */
  public sealed interface Verdict {

    /** It is good for what its card says. */
    record Good(TokenCard card) implements Verdict {}

    /** It was good once. */
    record Expired(TokenCard card) implements Verdict {}

    /** It was never given out, or was revoked. */
    record Unknown() implements Verdict {}
  }

  /** A token that is known, and since when. */
  private record Key(long id, String digest, TokenCard card, long readNanos) {}

  private final Database database;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /** By digest. Holds what was given out alone, and so no more than there are tokens. */
  private final ConcurrentMap<String, Key> known = new ConcurrentHashMap<>();

  /**
   * Those that were shown and never given out, or were revoked, and when that was read: whoever
   * keeps asking with one does not keep the store busy. None of them can become good, for whoever
   * makes a token makes it up. Guarded by itself.
   */
  private final LinkedHashMap<String, Long> strangers = new LinkedHashMap<>();

  /** When the use of each was last noted, by number. */
  private final ConcurrentMap<Long, Instant> noted = new ConcurrentHashMap<>();

  Keyring(Database database, InstantSource clock, LongSupplier nanoTime) {
    this.database = database;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * What it is worth.
   *
   * @throws ProblemException where the store cannot be asked, and what was read is too old
   */
  public Verdict judge(String secret) {
    String digest = Tokens.digest(secret);
    Optional<Key> key = key(digest);
    // They are found by their digests, of which nobody can choose a part; this takes the same time
    // whatever was shown.
    if (key.isEmpty() || !MessageDigest.isEqual(bytes(key.get().digest()), bytes(digest))) {
      return new Verdict.Unknown();
    }
    TokenCard card = key.get().card();
    if (card.isExpired(clock.instant())) {
      return new Verdict.Expired(card);
    }
    note(key.get());
    return new Verdict.Good(card);
  }

  private static byte[] bytes(String digest) {
    return digest.getBytes(StandardCharsets.US_ASCII);
  }

  private Optional<Key> key(String digest) {
    long now = nanoTime.getAsLong(); // what is revoked from here on may be missed
    Key key = known.get(digest);
    if (key != null && now - key.readNanos() < FRESH_NANOS) {
      return Optional.of(key);
    }
    if (key == null && isStranger(digest, now)) {
      return Optional.empty();
    }
    var read =
        database
            .read(session -> new TokenRows(session).find(digest))
            .map(token -> new Key(token.id(), token.grant().digest(), Tokens.card(token), now));
    read.ifPresentOrElse(fresh -> known.put(digest, fresh), () -> forget(digest, now));
    return read;
  }

  private boolean isStranger(String digest, long now) {
    synchronized (strangers) {
      Long readNanos = strangers.get(digest);
      return readNanos != null && now - readNanos < FRESH_NANOS;
    }
  }

  private void forget(String digest, long now) {
    known.remove(digest);
    synchronized (strangers) {
      strangers.remove(digest);
      strangers.put(digest, now);
      if (strangers.size() > STRANGERS_MAX) {
        strangers.remove(strangers.keySet().iterator().next());
      }
    }
  }

  /** To the hour: enough to see which are not needed any more, and no diary of anybody's days. */
  private void note(Key key) {
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    if (isNoted(key, hour)) {
      return;
    }
    try {
      database.write(
          Durability.RELAXED,
          session -> {
            new TokenRows(session).markUsed(key.id(), hour);
            return true;
          });
    } catch (ProblemException _) {
      // Nobody is turned away because his coming could not be written down.
    }
  }

  private boolean isNoted(Key key, Instant hour) {
    boolean stored = key.card().lastUsed().filter(hour::equals).isPresent();
    return stored || hour.equals(noted.put(key.id(), hour));
  }
}
