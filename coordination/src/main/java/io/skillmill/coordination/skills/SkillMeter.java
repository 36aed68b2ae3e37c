package io.skillmill.coordination.skills;

import io.skillmill.schema.run.RunFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of one skill: how many, how they ended, how long they took. Thread-safe. */
public final class SkillMeter {

  /** The upper bounds of the histogram's buckets, in seconds; the last bucket has none. */
  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.length + 1);
  private final LongAdder nanos = new LongAdder();
  private final LongAdder cached = new LongAdder();
  private final ConcurrentMap<RunFailure.Kind, LongAdder> failures = new ConcurrentHashMap<>();
  private final LongAdder running = new LongAdder();
  private final ConcurrentMap<String, LongAdder> callees = new ConcurrentHashMap<>();

  /** The bounds of the buckets, in seconds. */
  public static double[] bounds() {
    return BOUNDS.clone();
  }

  void began() {
    running.increment();
  }

  void ended(long tookNanos, Optional<RunFailure.Kind> failed) {
    running.decrement();
    nanos.add(tookNanos);
    buckets.incrementAndGet(bucket(tookNanos));
    failed.ifPresent(kind -> failures.computeIfAbsent(kind, _ -> new LongAdder()).increment());
  }

  void answeredAgain() {
    cached.increment();
  }

  /** Another skill was called by this one. */
  void called(String callee) {
    var count = callees.get(callee);
    (count == null ? callees.computeIfAbsent(callee, _ -> new LongAdder()) : count).increment();
  }

  /** How often it called which other skills. */
  public Map<String, Long> callees() {
    var counts = new TreeMap<String, Long>();
    callees.forEach((callee, count) -> counts.put(callee, count.sum()));
    return counts;
  }

  private static int bucket(long tookNanos) {
    double seconds = tookNanos / 1e9;
    for (int i = 0; i < BOUNDS.length; i++) {
      if (seconds <= BOUNDS[i]) {
        return i;
      }
    }
    return BOUNDS.length;
  }

  /** How many calls ended in each bucket, not added up. */
  public long[] buckets() {
    var counts = new long[buckets.length()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.get(i);
    }
    return counts;
  }

  /** How many calls have ended. */
  public long calls() {
    long sum = 0;
    for (long count : buckets()) {
      sum += count;
    }
    return sum;
  }

  public long failures(RunFailure.Kind kind) {
    var count = failures.get(kind);
    return count == null ? 0 : count.sum();
  }

  /** How many were answered from an earlier output. */
  public long cached() {
    return cached.sum();
  }

  /** How many run now. */
  public long running() {
    return running.sum();
  }

  /** How long all calls took together. */
  public Duration spent() {
    return Duration.ofNanos(nanos.sum());
  }
}
