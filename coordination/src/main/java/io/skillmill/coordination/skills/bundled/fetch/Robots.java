package io.skillmill.coordination.skills.bundled.fetch;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.web.Deadline;
import io.skillmill.coordination.skills.web.Dialer;
import io.skillmill.coordination.skills.web.Exchange;
import io.skillmill.coordination.skills.web.Page;
import io.skillmill.coordination.skills.web.Question;
import io.skillmill.coordination.skills.web.WebAddress;
import io.skillmill.schema.run.RunFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Obeys the robots.txt of sites: each is read once, and again after an hour, or a minute where it
 * could not be read. Thread-safe; whoever asks for a site that is being read waits for that.
 */
final class Robots {

  /** The name that a site may address. */
  static final String VISITOR = "Skillmill";

  /** What is beyond is not read. */
  static final int BYTES_MAX = 500 << 10;

  static final int SITES_MAX = 500;

  static final long KEPT_NANOS = TimeUnit.HOURS.toNanos(1);
  static final long SILENCE_KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final int REDIRECTS_MAX = 5;

  private static final Map<String, String> HEADERS =
      Map.of("User-Agent", PageFetcher.NAME, "Accept", "text/plain, */*;q=0.5");

  /** What is known of a site; without a text where it does not answer as it should. */
  private record Known(Optional<RobotsText> text, long sinceNanos) {}

  private final Exchange exchange;
  private final LongSupplier nanoTime;

  /** A site is read under one of these, so that two are seldom in each other's way. */
  private final ReentrantLock[] reading =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  /** Guarded by itself; the one that was read first is forgotten first. */
  private final Map<String, Known> bySite = new LinkedHashMap<>();

  Robots(Dialer dialer, LongSupplier nanoTime) {
    this.exchange = Exchange.ofTheFirst(BYTES_MAX, dialer);
    this.nanoTime = nanoTime;
  }

  /** Turns away from what the site does not want to be fetched. */
  void check(WebAddress address, Deadline deadline)
      throws SkillException, IOException, InterruptedException {
    Optional<RobotsText> text = text(address.at("/robots.txt"), deadline);
    if (text.isEmpty()) {
      throw told(
          RunFailure.Kind.UNAVAILABLE,
          "The robots.txt of '%s' could not be read, so nothing of it is fetched",
          address);
    }
    if (!text.get().lets(address.target())) {
      throw told(
          RunFailure.Kind.REFUSED,
          "The robots.txt of '%s' does not want " + VISITOR + " to fetch this page",
          address);
    }
  }

  private static SkillException told(RunFailure.Kind kind, String message, WebAddress address) {
    return new SkillException(
        RunFailure.of(kind, message.formatted(address.host())).typed("Robots"));
  }

  private Optional<RobotsText> text(WebAddress at, Deadline deadline)
      throws SkillException, IOException, InterruptedException {
    String site = at.toString();
    Optional<Known> known = known(site);
    if (known.isPresent()) {
      return known.get().text();
    }
    ReentrantLock lock = reading[Math.floorMod(site.hashCode(), reading.length)];
    if (!lock.tryLock(deadline.leftMillis(), TimeUnit.MILLISECONDS)) {
      throw new java.net.SocketTimeoutException("The robots.txt is being read");
    }
    try {
      known = known(site);
      return known.isPresent() ? known.get().text() : learn(site, read(at, deadline));
    } finally {
      lock.unlock();
    }
  }

  private Optional<Known> known(String site) {
    synchronized (bySite) {
      return Optional.ofNullable(bySite.get(site)).filter(this::isFresh);
    }
  }

  private boolean isFresh(Known known) {
    long kept = known.text().isPresent() ? KEPT_NANOS : SILENCE_KEPT_NANOS;
    return nanoTime.getAsLong() - known.sinceNanos() < kept;
  }

  private Optional<RobotsText> learn(String site, Optional<RobotsText> text) {
    synchronized (bySite) {
      bySite.remove(site);
      bySite.put(site, new Known(text, nanoTime.getAsLong()));
      if (bySite.size() > SITES_MAX) {
        bySite.remove(bySite.keySet().iterator().next());
      }
    }
    return text;
  }

  /** Reads it; empty where the site does not answer, or says that it is unwell. */
  private Optional<RobotsText> read(WebAddress from, Deadline deadline)
      throws SkillException, IOException {
    WebAddress address = from;
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      Optional<Page> answer = answer(address, deadline);
      if (answer.isEmpty() || answer.get().status() >= 500) {
        return Optional.empty();
      }
      Page page = answer.get();
      if (page.status() < 300) {
        return Optional.of(RobotsText.read(page.bytes(), VISITOR));
      }
      if (page.status() >= 400 || page.header("location").isEmpty()) {
        // spec: "the crawler MAY access any resources on the server", for there are no rules
        return Optional.of(RobotsText.NOTHING_SAID);
      }
      address = address.moved(page.header("location"));
    }
    return Optional.of(RobotsText.NOTHING_SAID); // the same is said of too many redirects
  }

  /** Empty where there is none; a caller whose time is over is told that instead. */
  private Optional<Page> answer(WebAddress address, Deadline deadline)
      throws SkillException, IOException {
    try {
      return Optional.of(exchange.ask(Question.get(address, HEADERS), deadline));
    } catch (InterruptedIOException e) {
      throw e; // a time that is over, too
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
