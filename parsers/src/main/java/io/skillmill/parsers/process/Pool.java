package io.skillmill.parsers.process;

import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The processes of one parser: started when they are needed, kept for the next source, replaced
 * when they break. Thread-safe.
 */
final class Pool implements AutoCloseable {

  /** What to do with a process that was asked. */
  interface Exchange<T> {
    /**
     * Asks it.
     *
     * @param id a number that no other exchange of this pool has
     */
    T with(Companion companion, long id) throws Broken, InterruptedException;
  }

  private final Declaration declaration;
  private final Map<String, String> surroundings;
  private final Consumer<Problem> heard;
  private final Restarts restarts = new Restarts();
  private final Semaphore places;
  private final AtomicLong ids = new AtomicLong();
  private final Deque<Companion> idle = new ArrayDeque<>();
  private final Set<Companion> all = new HashSet<>();
  private boolean closed;

  /**
   * A pool without a process yet.
   *
   * @param surroundings the variables of this program, of which its processes see some
   * @param heard told of a process that broke while nobody was asking it
   */
  Pool(Declaration declaration, Map<String, String> surroundings, Consumer<Problem> heard) {
    this.declaration = declaration;
    this.surroundings = surroundings;
    this.heard = heard;
    this.places = new Semaphore(declaration.bounds().processesMax(), true);
  }

  /**
   * Asks one of the processes.
   *
   * @throws io.skillmill.schema.problem.ProblemException where it broke, or cannot be started
   */
  <T> T ask(Exchange<T> exchange) throws InterruptedException {
    places.acquire();
    try {
      Companion kept = kept();
      if (kept != null) {
        try {
          return ask(kept, exchange);
        } catch (Broken broken) {
          if (!broken.outOfStep()) {
            throw failed(broken);
          }
          heard.accept(broken.problem()); // it may have been out of step since an earlier source
        }
      }
      try {
        return ask(start(), exchange);
      } catch (Broken broken) {
        throw failed(broken);
      }
    } finally {
      places.release();
    }
  }

  private <T> T ask(Companion companion, Exchange<T> exchange) throws Broken, InterruptedException {
    try {
      T answer = exchange.with(companion, ids.incrementAndGet());
      restarts.succeeded();
      giveBack(companion);
      return answer;
    } catch (Broken | InterruptedException | RuntimeException | Error e) {
      drop(companion);
      throw e;
    }
  }

  private RuntimeException failed(Broken broken) {
    restarts.failed(broken.problem());
    return broken.problem().asException();
  }

  private @Nullable Companion kept() throws InterruptedException {
    for (Companion kept = takeIdle(); kept != null; kept = takeIdle()) {
      if (kept.quiet()) {
        return kept;
      }
      heard.accept(kept.spokeOutOfTurn().problem());
      drop(kept);
    }
    return null;
  }

  private Companion start() throws InterruptedException {
    var givenUp = restarts.givenUp();
    if (givenUp.isPresent()) {
      throw Problem.failed(
              "%s is not started again in this run, because it broke too often; the last time: %s"
                  .formatted(declaration.title(), givenUp.get().what()),
              givenUp.get().remedy())
          .asException();
    }
    pause(restarts.pause());
    Companion companion;
    try {
      companion = register(Companion.start(declaration, surroundings));
    } catch (IOException e) {
      var problem =
          Problem.failed(
              "%s cannot be started: %s".formatted(declaration.title(), e.getMessage()),
              "Install it, or correct the command in " + declaration.folder());
      restarts.cannotStart(problem);
      throw problem.asException();
    }
    try {
      greet(companion);
      return companion;
    } catch (Broken broken) {
      drop(companion);
      restarts.failedToStart(broken.problem());
      throw broken.problem().asException();
    } catch (InterruptedException | RuntimeException | Error e) {
      drop(companion);
      throw e;
    }
  }

  private static void pause(Duration length) throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(left);
    }
  }

  /** Results are kept under the declared version, so the program must be of that version. */
  private void greet(Companion companion) throws Broken, InterruptedException {
    ObjectNode hello = Wire.hello(declaration);
    JsonNode answer = companion.ask(hello, declaration.bounds().toStart(), "say hello");
    JsonNode its = answer.path("hello");
    String name = its.path("name").asString("");
    String version = its.path("version").asString("");
    if (!its.isObject()) {
      throw companion.broken(
          "did not answer the hello with one", "It must answer with {\"hello\": {…}}");
    }
    if (!name.equals(declaration.name()) || !version.equals(declaration.version())) {
      throw companion.broken(
          "calls itself '%s' in version '%s', and is declared as '%s' in version '%s'"
              .formatted(name, version, declaration.name(), declaration.version()),
          "Make both say the same; results are kept under that version");
    }
  }

  private synchronized @Nullable Companion takeIdle() {
    return idle.pollFirst();
  }

  private synchronized Companion register(Companion companion) {
    if (closed) {
      companion.kill();
      throw new IllegalStateException("The parser %s is closed".formatted(declaration.name()));
    }
    all.add(companion);
    return companion;
  }

  private void giveBack(Companion companion) {
    synchronized (this) {
      if (!closed) {
        idle.addFirst(companion);
        return;
      }
    }
    drop(companion);
  }

  private void drop(Companion companion) {
    companion.kill();
    synchronized (this) {
      all.remove(companion);
    }
  }

  /** Lets go of all processes: those that are idle may end by themselves. */
  @Override
  public void close() {
    List<Companion> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(all);
      all.clear();
      idle.clear();
    }
    left.forEach(Companion::dismiss);
    long end = System.nanoTime() + Companion.EXIT_TIME.toNanos();
    left.forEach(
        companion -> companion.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
  }
}
