package io.skillmill.db;

import io.skillmill.db.dialect.Dialect;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A place for a store that is there only for a while, on the same disk or server as another, which
 * is not touched. Closing it removes the store that was opened there; so does the end of this
 * process, unless it is killed.
 *
 * <pre>{@code
 * try (var scratch = Scratch.beside(address);
 *     var database = Database.open(scratch.address())) {
 *   // measure
 * }
 * }</pre>
 */
public final class Scratch implements AutoCloseable {

  private static final String PREFIX = "skillmill_bench_";

  private final String address;
  private final Dialect dialect;
  private final AtomicBoolean removed = new AtomicBoolean();
  private final Thread lastChance = new Thread(this::remove, "skillmill-scratch");

  private Scratch(String address) {
    this.address = address;
    this.dialect = Dialect.of(address);
    Runtime.getRuntime().addShutdownHook(lastChance);
  }

  /** A new place beside the store at this address, which need not be there itself. */
  public static Scratch beside(String address) {
    String name = PREFIX + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return new Scratch(Dialect.of(address).beside(name));
  }

  /** What to open; it may hold a password. */
  public String address() {
    return address;
  }

  /** Where it is, for messages; without any password. */
  public String place() {
    return dialect.place();
  }

  private void remove() {
    if (removed.compareAndSet(false, true)) {
      dialect.remove();
    }
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(lastChance);
    } catch (IllegalStateException e) {
      // The process is ending, and finds it removed.
    }
  }
}
