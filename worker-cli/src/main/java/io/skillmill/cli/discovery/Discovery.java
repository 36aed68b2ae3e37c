package io.skillmill.cli.discovery;

import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows which skills several hosts have, as of the latest round of questions. Thread-safe.
 *
 * <pre>{@code
 * try (var discovery = Discovery.of(hosts, InstantSource.system())) {
 *   discovery.latest().isWhole();
 * }
 * }</pre>
 */
public final class Discovery implements AutoCloseable {

  /** How long a host may take to tell of its skills. */
  public static final Duration ANSWER_MAX = Duration.ofSeconds(5);

  private final List<HostAddress> hosts;
  private final InstantSource clock;
  private final Duration answerMax;
  private final Inquiry inquiry;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Held while hosts are asked. */
  private final ReentrantLock asking = new ReentrantLock();

  private final AtomicLong begun = new AtomicLong();
  private volatile @Nullable Round round;

  Discovery(List<HostAddress> hosts, InstantSource clock, Duration answerMax) {
    this.hosts = List.copyOf(hosts);
    this.clock = clock;
    this.answerMax = answerMax;
    this.inquiry = new Inquiry(clock);
  }

  public static Discovery of(List<HostAddress> hosts, InstantSource clock) {
    return new Discovery(hosts, clock, ANSWER_MAX);
  }

  /** What is known; asks where nothing is known yet. */
  public Round latest() {
    Round known = round;
    return known != null ? known : begunAfter(0);
  }

  /** Asks every host, all at the same time. Whoever wants that meanwhile shares the answers. */
  public Round refresh() {
    return begunAfter(begun.get());
  }

  /** A round that began after so many had begun: an earlier one may have asked too early. */
  private Round begunAfter(long earlier) {
    asking.lock();
    try {
      Round known = round;
      if (known != null && begun.get() > earlier) {
        return known;
      }
      begun.incrementAndGet();
      Round fresh = ask(Optional.ofNullable(known));
      round = fresh;
      return fresh;
    } finally {
      asking.unlock();
    }
  }

  private Round ask(Optional<Round> before) {
    var questions = new ArrayList<Callable<HostReport>>();
    hosts.forEach(host -> questions.add(() -> inquiry.ask(host)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = threads.invokeAll(questions, answerMax.toMillis(), TimeUnit.MILLISECONDS);
      var reports = new ArrayList<HostReport>();
      for (int i = 0; i < hosts.size(); i++) {
        HostAddress host = hosts.get(i);
        reports.add(report(host, asked.get(i)).after(before.flatMap(last -> last.lastSeen(host))));
      }
      return new Round(clock.instant(), reports);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Problem(
              Problem.Kind.INTERRUPTED, "Asking the hosts was broken off", "Ask again later")
          .asException();
    }
  }

  private HostReport report(HostAddress host, Future<HostReport> asked)
      throws InterruptedException {
    if (asked.isCancelled()) {
      return HostReport.silent(
          host, "It did not answer within %d ms".formatted(answerMax.toMillis()));
    }
    try {
      return asked.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A question always has a report", e.getCause());
    }
  }

  /**
   * Asks again and again until it is closed, beginning now.
   *
   * @param log hears what went wrong inside
   */
  public void every(Duration pause, Consumer<Throwable> log) {
    Thread.ofVirtual().name("skillmill-discovery").start(() -> keepAsking(pause, log));
  }

  private void keepAsking(Duration pause, Consumer<Throwable> log) {
    try {
      do {
        try {
          refresh();
        } catch (RuntimeException e) {
          log.accept(e);
        }
      } while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    inquiry.close();
  }
}
