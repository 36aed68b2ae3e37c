package io.skillmill.jmh;

import io.skillmill.coordination.wire.Calls;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A report with a result of 4 KB as it goes over HTTP: the time for one report. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WirePath {

  private static final int BATCH = 200;

  private final List<Finish> reports =
      IntStream.range(0, BATCH)
          .mapToObj(n ->
              new Finish(
                  new Lease(n, "0123456789abcdef0123456789abcdef"),
                  new Outcome.Completed("{\"text\":\"" + "x".repeat(4_096) + "\"}"),
                  Instant.EPOCH,
                  Duration.ofMillis(n)))
          .toList();
  private final byte[] sent = Calls.FINISH.body(reports).orElseThrow();

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public byte[] write() {
    return Calls.FINISH.body(reports).orElseThrow();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Finish> read() {
    return Calls.FINISH.asked(Map.of(), sent);
  }
}
