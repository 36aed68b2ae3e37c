package io.skillmill.jmh;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A task's whole way through a store on a file, durable as always: the time for one task. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StorePath {

  private static final int BATCH = 200;

  @Param({"0", "4096"})
  public int resultBytes;

  private final Place place = new Place();
  private String result = "";

  /** A store in a folder of its own, and a worker there. */
  private static final class Place {

    private final Path folder;
    private final LocalSkillStore store;
    private final ClaimRequest request;

    Place() {
      try {
        folder = Files.createTempDirectory("skillmill-jmh");
      } catch (IOException e) {
        throw new IllegalStateException("There is no folder to measure in", e);
      }
      store = LocalSkillStore.open(folder.resolve("store.db"));
      Registration worker = store.register(new WorkerCard("w", "localhost", 1, 1));
      request = new ClaimRequest(worker, List.of(), Set.of(), BATCH);
    }

    void remove() throws IOException {
      store.close();
      try (var files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  @Setup
  public void makeResult() {
    result = "{\"text\":\"" + "x".repeat(resultBytes) + "\"}";
  }

  @TearDown
  public void remove() throws IOException {
    place.remove();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int cycle() {
    var tasks =
        IntStream.range(0, BATCH)
            .mapToObj(n -> NewTask.of(TaskType.PARSE, "skills/skill-" + n + "/SKILL.md"))
            .toList();
    place.store.enqueue(tasks);
    var granted = (ClaimAnswer.Granted) place.store.claim(place.request);
    return place
        .store
        .finish(
            granted.claims().stream()
                .map(claim ->
                    new Finish(
                        claim.lease(), new Outcome.Completed(result), Instant.EPOCH, Duration.ZERO))
                .toList())
        .size();
  }
}
