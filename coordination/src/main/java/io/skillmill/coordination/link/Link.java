package io.skillmill.coordination.link;

import io.skillmill.coordination.wire.Call;
import io.skillmill.coordination.wire.Calls;
import io.skillmill.coordination.wire.Greeting;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The way to a store that another process serves over HTTP. Every question is asked again, within
 * bounds, while its answer is lost or the server has too much to do; those that must not be done
 * twice carry a key by which the server knows them. Thread-safe.
 */
public final class Link implements AutoCloseable {

  private static final int GATEWAY_FIRST = 502;
  private static final int GATEWAY_LAST = 504;

  /** How much longer than a wait its answer may take. */
  private static final Duration WAIT_MARGIN = Duration.ofSeconds(10);

  private final String place;
  private final Line line;
  private final Refusals refusals;

  private volatile String server = "";
  private volatile boolean closed;

  private Link(URI base, Optional<String> token) {
    place = base.toString();
    line = new Line(base, token);
    refusals = new Refusals(place);
  }

  /**
   * A link to the server at this address, once it has answered.
   *
   * @param address {@code http://host:port} or {@code https://host}
   * @param token the server's, where it asks for one
   */
  public static Link open(String address, Optional<String> token) {
    var link = new Link(Address.parse(address), token);
    try {
      link.greet();
      return link;
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private Greeting greet() {
    var reply = sent(Letter.of(Calls.HELLO, true), Patience.none());
    return read(Calls.HELLO, reply);
  }

  /** The address, for messages. */
  public String place() {
    return place;
  }

  // ---- asking

  public <Q, A> A ask(Call<Q, A> call, Q question) {
    var letter = Letter.of(call, question);
    return read(call, sent(letter, Patience.with(letter)));
  }

  /** The same, where there may be nothing of the kind. */
  public <Q, A> Optional<A> find(Call<Q, A> call, Q question) {
    var letter = Letter.of(call, question);
    var reply = sent(letter, Patience.with(letter));
    return Refusals.isAbsence(reply) ? Optional.empty() : Optional.of(read(call, reply));
  }

  /** The same, where the server waits for something to happen. */
  public <Q, A> A await(Call<Q, A> call, Q question, Duration wait) throws InterruptedException {
    var letter = Letter.of(call, question).within(wait.plus(WAIT_MARGIN));
    return read(call, send(letter, Patience.with(letter)));
  }

  /** The pack under this hash. */
  public Optional<byte[]> fetch(String contentHash) {
    var letter = Letter.of("GET", Address.ofContent(contentHash), Optional.empty());
    var reply = sent(letter, Patience.with(letter));
    return Refusals.isAbsence(reply) ? Optional.empty() : Optional.of(good(reply).body());
  }

  /** Sends a pack ahead of the tasks that need it. */
  public void put(String contentHash, byte[] pack) {
    var letter =
        Letter.of("PUT", Address.ofContent(contentHash), Optional.of(pack)).typed(Wire.PACK_TYPE);
    good(sent(letter, Patience.with(letter)));
  }

  // ---- sending

  private Reply sent(Letter letter, Patience patience) {
    try {
      return send(letter, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
              Problem.Kind.INTERRUPTED,
              "It was interrupted while it waited for the server at " + place,
              "Run it again to carry on")
          .causedBy(e);
    }
  }

  private Reply send(Letter letter, Patience patience) throws InterruptedException {
    String key = freshKey();
    String first = server;
    while (true) {
      refuseClosed();
      var stamp = new Line.Stamp(key, first, patience.tries());
      Reply reply;
      try {
        reply = line.carry(letter, letter.keyed() ? Optional.of(stamp) : Optional.empty());
      } catch (IOException e) {
        refuseClosed();
        if (patience.lost()) {
          continue;
        }
        throw refusals.lost(e);
      }
      reply.server().ifPresent(each -> server = each);
      if (forgotten(reply, letter) && patience.lost()) {
        key = freshKey(); // what it counts may be less than was done; nothing is done twice
        first = server;
      } else if (!again(reply, patience)) {
        return reply;
      }
    }
  }

  private static boolean forgotten(Reply reply, Letter letter) {
    return reply.status() == Refusals.FORGOTTEN && letter.repeat() == Call.Repeat.BY_KEY;
  }

  private static boolean again(Reply reply, Patience patience) throws InterruptedException {
    if (reply.retryAfter().isPresent()) {
      return patience.busy(reply.retryAfter().get());
    }
    boolean gateway = reply.status() >= GATEWAY_FIRST && reply.status() <= GATEWAY_LAST;
    return gateway && !reply.fromStore() && patience.lost();
  }

  private static String freshKey() {
    var chance = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(chance.nextLong()) + hex.toHexDigits(chance.nextLong());
  }

  private void refuseClosed() {
    if (closed) {
      throw refusals.closed();
    }
  }

  // ---- reading

  private Reply good(Reply reply) {
    if (!reply.good() || !reply.fromStore()) {
      throw refusals.of(reply);
    }
    return reply;
  }

  private <Q, A> A read(Call<Q, A> call, Reply reply) {
    good(reply);
    try {
      return call.answered(reply.body());
    } catch (ProblemException e) {
      throw refusals.garbled(e.problem());
    }
  }

  /** Ends whatever is under way. */
  @Override
  public void close() {
    closed = true;
    line.close();
  }
}
