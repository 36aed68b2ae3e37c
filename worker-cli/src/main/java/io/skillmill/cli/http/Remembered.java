package io.skillmill.cli.http;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Sha256;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to requests that must not be carried out twice, for some minutes: whoever lost
 * the answer asks again by the same key, and gets the first answer. Thread-safe.
 */
final class Remembered {

  static final int ANSWERS_MAX = 20_000;
  static final long BYTES_MAX = 32L << 20;

  /** Nobody asks again after this. */
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(3);

  private static final Duration FIRST_MAX = Duration.ofSeconds(60);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /**
   * How a request was told apart.
   *
   * @param key made by the client, the same for each try
   * @param again whether it has been tried before
   * @param server which server was asked first; empty where the client did not know
   */
  record Sign(String key, boolean again, String server) {}

  /** What came of it; refusals by the store too, for it may have been done all the same. */
  @SuppressWarnings("ArrayRecordComponent") // Told again as it is, and never compared.
  private record Outcome(byte @Nullable [] answer, @Nullable Refusal refusal) {
    int size() {
      return answer == null ? 0 : answer.length;
    }
  }

  private record Entry(String print, CompletableFuture<Outcome> outcome, long sinceNanos) {}

  private final String server;
  private final LongSupplier nanoTime;

  // Guarded by this.
  private final LinkedHashMap<String, Entry> byKey = new LinkedHashMap<>();
  private long bytes;
  private Optional<Long> forgotNanos = Optional.empty();

  Remembered(String server, LongSupplier nanoTime) {
    this.server = server;
    this.nanoTime = nanoTime;
  }

  /** Does the work, unless it was done: then its answer is given again. */
  byte[] once(Sign sign, String path, byte[] body, Supplier<byte[]> work) {
    String print = new Sha256().part(path).part(Sha256.of(body)).hex();
    var mine = new Entry(print, new CompletableFuture<>(), nanoTime.getAsLong());
    Optional<Entry> first = enter(sign, mine);
    if (first.isEmpty()) {
      return told(carryOut(sign.key(), mine, work));
    }
    if (!first.get().print().equals(print)) {
      throw new Refusal(
          Refusal.OTHER_BODY,
          Problem.usage(
              "Another request came under the same key", "Make a fresh key for each request"));
    }
    return told(outcomeOf(first.get()));
  }

  private synchronized Optional<Entry> enter(Sign sign, Entry mine) {
    Entry first = byKey.get(sign.key());
    if (first != null) {
      return Optional.of(first);
    }
    if (sign.again() && mayHaveForgotten(sign)) {
      throw new Refusal(
          Refusal.FORGOTTEN,
          Problem.store(
              "The server does not know any more whether it did this",
              "Look at how things stand before you ask again"));
    }
    byKey.put(sign.key(), mine);
    forget();
    return Optional.empty();
  }

  private boolean mayHaveForgotten(Sign sign) {
    return !sign.server().equals(server)
        || forgotNanos.filter(at -> nanoTime.getAsLong() - at < KEPT_NANOS).isPresent();
  }

  private Outcome carryOut(String key, Entry entry, Supplier<byte[]> work) {
    Outcome outcome;
    try {
      outcome = new Outcome(work.get(), null);
    } catch (Refusal refusal) {
      outcome = new Outcome(null, refusal);
    } catch (RuntimeException | Error e) {
      drop(key);
      entry.outcome().complete(new Outcome(null, Refusal.broken()));
      throw e;
    }
    count(outcome.size());
    entry.outcome().complete(outcome);
    return outcome;
  }

  private synchronized void count(int more) {
    bytes += more;
    forget();
  }

  private synchronized void drop(String key) {
    byKey.remove(key);
  }

  /** Those that are under way are never forgotten. */
  private void forget() {
    var oldest = byKey.values().iterator();
    long now = nanoTime.getAsLong();
    while (oldest.hasNext()) {
      var entry = oldest.next();
      boolean old = now - entry.sinceNanos() > KEPT_NANOS;
      if (!old && byKey.size() <= ANSWERS_MAX && bytes <= BYTES_MAX) {
        return;
      }
      if (entry.outcome().isDone()) {
        oldest.remove();
        bytes -= entry.outcome().join().size();
        forgotNanos = old ? forgotNanos : Optional.of(now);
      }
    }
  }

  /** The first try may still be under way. */
  private static Outcome outcomeOf(Entry first) {
    try {
      return first.outcome().get(FIRST_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      throw Refusal.later(Refusal.UNAVAILABLE, RETRY_AFTER, "The same request is still under way");
    } catch (ExecutionException e) {
      throw new IllegalStateException("An outcome is always complete", e);
    } catch (InterruptedException _) {
      throw Refusal.later(Refusal.UNAVAILABLE, RETRY_AFTER, "The server is about to stop");
    }
  }

  private static byte[] told(Outcome outcome) {
    if (outcome.refusal() != null) {
      throw outcome.refusal();
    }
    return outcome.answer() == null ? new byte[0] : outcome.answer();
  }
}
