package io.skillmill.cli.bench.hosting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Many who call at the same time, each with a connection of its own, one call after the other. */
final class Clients {

  private static final int OK = 200;

  private Clients() {}

  /** All of them together make so many calls; one that is not answered well breaks the measure. */
  static Times call(HostPlan plan, int calls, int port, String path, String body)
      throws IOException, InterruptedException {
    int each = Math.max(1, calls / plan.clients());
    var lines = new ArrayList<Line>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int i = 0; i < plan.clients(); i++) {
        lines.add(Line.open(port, path, body));
      }
      long start = System.nanoTime();
      var under = lines.stream().map(line -> threads.submit(() -> call(line, each))).toList();
      long[] all = joined(under, each);
      return new Times(all, System.nanoTime() - start);
    } finally {
      for (var line : lines) {
        line.close();
      }
    }
  }

  private static long[] call(Line line, int times) throws IOException {
    var nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      int status = line.call();
      nanos[i] = System.nanoTime() - start;
      if (status != OK) {
        throw new IOException("A call was answered with status " + status);
      }
    }
    return nanos;
  }

  private static long[] joined(List<Future<long[]>> under, int each)
      throws IOException, InterruptedException {
    var all = new long[under.size() * each];
    for (int i = 0; i < under.size(); i++) {
      System.arraycopy(got(under.get(i)), 0, all, i * each, each);
    }
    return all;
  }

  private static <T> T got(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /**
   * What those who called meanwhile met.
   *
   * @param failed calls that were not answered with 200
   */
  record Tally(long calls, long failed) {}

  /** Calls without a pause while something else is done. */
  static Tally during(HostPlan plan, int port, Call call, Errand errand)
      throws IOException, InterruptedException {
    var done = new AtomicBoolean();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var under = new ArrayList<Future<Tally>>();
      for (int i = 0; i < Math.min(8, plan.clients()); i++) {
        under.add(threads.submit(() -> until(done, port, call)));
      }
      try {
        errand.run();
      } finally {
        done.set(true);
      }
      long calls = 0;
      long failed = 0;
      for (var one : under) {
        var tally = got(one);
        calls += tally.calls();
        failed += tally.failed();
      }
      return new Tally(calls, failed);
    }
  }

  /** What is called. */
  record Call(String path, String body) {}

  /** What is done meanwhile. */
  interface Errand {
    void run() throws IOException;
  }

  private static Tally until(AtomicBoolean done, int port, Call call) throws IOException {
    long calls = 0;
    long failed = 0;
    try (var line = Line.open(port, call.path(), call.body())) {
      while (!done.get()) {
        calls++;
        failed += line.call() == OK ? 0 : 1;
      }
    }
    return new Tally(calls, failed);
  }
}
