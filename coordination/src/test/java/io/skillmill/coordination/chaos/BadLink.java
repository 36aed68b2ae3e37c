package io.skillmill.coordination.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP link to a server that can be made as bad as links get. Clients talk to {@link #port}; what
 * happens to their bytes is the {@link Mode} of the moment. Thread-safe.
 *
 * <pre>{@code
 * try (var link = BadLink.to(new InetSocketAddress("127.0.0.1", 5432))) {
 *   var store = LocalSkillStore.open("postgresql://me@127.0.0.1:%d/db".formatted(link.port()));
 *   link.mode(BadLink.Mode.LOSE_REPLIES);
 *   link.awaitLost(1, Duration.ofSeconds(10));
 *   link.heal();
 * }
 * }</pre>
 */
public final class BadLink implements AutoCloseable {

  /** What happens to bytes that come in. A connection that has lost any is useless from then on. */
  public enum Mode {
    /** All goes through. */
    PASS,
    /**
     * A cable is out: nothing moves and nothing is lost; it all arrives once the link is healed.
     */
    STALL,
    /** A black hole: whatever either side says is lost, and neither is told. */
    SWALLOW,
    /** Requests arrive and are done; the answers are lost, and the client is not told. */
    LOSE_REPLIES,
    /** The server's side is closed; the client is not told, and what it says is lost. */
    HALF_OPEN,
    /** Whoever comes is turned away at once; who is there already goes on. */
    REFUSE
  }

  private static final int CONNECT_MILLIS = 5_000;

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicReference<String> fatal = new AtomicReference<>("");
  private final Object changed = new Object();

  // All three change under the lock of `changed`.
  private volatile Mode mode = Mode.PASS;
  private volatile long delayNanos;
  private volatile long lost;

  private BadLink(ServerSocket door, InetSocketAddress server) {
    this.door = door;
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /** A link on a free port of loopback to this server. */
  public static BadLink to(InetSocketAddress server) {
    return to(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** A link at this address to this server. */
  public static BadLink to(InetSocketAddress server, InetSocketAddress door) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(door, 200);
      return new BadLink(socket, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  // ---- what is done to it

  public void mode(Mode newMode) {
    synchronized (changed) {
      mode = newMode;
      changed.notifyAll();
    }
    if (newMode == Mode.HALF_OPEN) {
      wires.forEach(Wire::closeServerSide);
    }
  }

  /**
   * The next request that holds these words arrives and is done; once its answer comes, the
   * connection is cut instead.
   */
  public void loseReplyTo(String words) {
    fatal.set(words);
  }

  /** Every piece of data takes this much longer, each way. */
  public void delay(Duration each) {
    delayNanos = each.toNanos();
  }

  /** Everything passes again; connections that have lost bytes are cut, as no real one lives on. */
  public void heal() {
    delay(Duration.ZERO);
    mode(Mode.PASS);
    wires.stream().filter(Wire::useless).forEach(Wire::cut);
  }

  /**
   * Cuts all connections with a reset, whatever is under way.
   *
   * @return how many there were
   */
  public int cut() {
    var all = List.copyOf(wires);
    all.forEach(Wire::cut);
    return all.size();
  }

  // ---- what is seen of it

  /** How many connections there are. */
  public int connections() {
    return wires.size();
  }

  /** How many connections there ever were. */
  public long accepted() {
    return accepted.get();
  }

  /** How many bytes were lost so far. */
  public long lost() {
    return lost;
  }

  /** Waits until at least so many bytes were lost in all; false where the time is up first. */
  public boolean awaitLost(long bytes, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    synchronized (changed) {
      while (lost < bytes && end - System.nanoTime() > 0) {
        pause(end - System.nanoTime());
      }
      return lost >= bytes;
    }
  }

  // ---- for its wires

  private void accept() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        if (mode == Mode.REFUSE) {
          Wire.reset(client);
        } else {
          accepted.incrementAndGet();
          new Wire(this, client).open();
        }
      } catch (IOException e) {
        // The door is shut, or the client was gone before it was let in.
      }
    }
  }

  Socket connect() throws IOException {
    var socket = new Socket();
    socket.connect(server, CONNECT_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  void opened(Wire wire) {
    wires.add(wire);
  }

  void ended(Wire wire) {
    wires.remove(wire);
  }

  /** Waits while the link is stalled, and says how it is after that. */
  Mode awaitMoving() {
    synchronized (changed) {
      while (mode == Mode.STALL) {
        pause(TimeUnit.SECONDS.toNanos(1));
      }
      return mode;
    }
  }

  /** Whether this is the request whose reply is to be lost; it is so once. */
  boolean isFatal(byte[] piece, int length) {
    var words = fatal.get();
    return !words.isEmpty()
        && new String(piece, 0, length, StandardCharsets.ISO_8859_1).contains(words)
        && fatal.compareAndSet(words, "");
  }

  long delayNanos() {
    return delayNanos;
  }

  void lose(int bytes) {
    synchronized (changed) {
      lost = lost + bytes;
      changed.notifyAll();
    }
  }

  /** To be called with the lock of {@code changed}. */
  private void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(changed, nanos);
    } catch (InterruptedException e) {
      throw new IllegalStateException("A link is not interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mode(Mode.PASS);
    cut();
  }
}
