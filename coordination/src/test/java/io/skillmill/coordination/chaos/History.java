package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the processes of a test tried and were told, from their {@link Journal}s, to be compared
 * with what stands in the store at the end. It knows tasks that only complete, with a result that
 * names the lease.
 */
final class History {

  private final Map<String, Integer> tried = new HashMap<>();
  private final Set<Long> acknowledged = new HashSet<>();
  private final Set<String> leases = new HashSet<>();
  private final Map<Long, Set<String>> recorded = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /** Reads every journal of a folder. */
  static History read(Path folder) {
    var history = new History();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(Journal.SUFFIX)).sorted().toList()) {
        Files.readAllLines(file).forEach(history::note);
      }
      return history;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(String line) {
    var words = List.of(line.split(" ", -1));
    switch (words.getFirst()) {
      case "trying" -> tried.put(words.get(1), Integer.parseInt(words.get(2)));
      case "enqueued" -> words.stream().skip(2).map(Long::parseLong).forEach(acknowledged::add);
      case "claimed" -> words.stream().skip(1).forEach(this::noteClaim);
      case "recorded" -> noteRecord(words.get(1));
      case "refused" -> {
        // The store keeps it as late, and that is counted there.
      }
      default -> throw new IllegalStateException("A journal says: " + line);
    }
  }

  private void noteClaim(String lease) {
    if (!lease.isEmpty() && !leases.add(lease)) {
      faults.add("lease granted twice: " + lease);
    }
  }

  private void noteRecord(String lease) {
    int colon = lease.indexOf(':');
    recorded
        .computeIfAbsent(Long.parseLong(lease.substring(0, colon)), _ -> new HashSet<>())
        .add(lease.substring(colon + 1));
  }

  long acknowledged() {
    return acknowledged.size();
  }

  /** Compares with a store in which nothing is live any more. */
  Verdict judge(SkillStore store) {
    var found = new HashMap<Long, Task>();
    everything(store).forEach(task -> found.put(task.taskId(), task));
    long lost = acknowledged.stream().filter(id -> isLost(found.get(id))).count();
    long lostResults = recorded.keySet().stream().filter(id -> isLost(found.get(id))).count();
    long recovered = found.keySet().stream().filter(id -> !acknowledged.contains(id)).count();
    var present = present(found);
    long attempts = 0;
    long late = 0;
    long taken = 0;
    for (long id : found.keySet()) {
      var all = store.attempts(id);
      attempts += all.size();
      late += all.stream().filter(attempt -> attempt.lateAt().isPresent()).count();
      taken += all.stream().filter(attempt -> ended(attempt, Attempt.Ending.LOST)).count();
      judge(id, all, store.result(id).flatMap(Result::result).orElse("nothing"));
    }
    return new Verdict(
        found.size(),
        lost + lostResults,
        found.size() - present.values().stream().mapToInt(Set::size).sum() + doneTwice(),
        unexpected(present),
        recovered,
        late,
        attempts - found.size(),
        taken,
        List.copyOf(faults));
  }

  private static boolean isLost(@Nullable Task task) {
    return task == null || task.state() != TaskState.COMPLETED;
  }

  /** Which numbers of each prefix are there. */
  private static Map<String, Set<Integer>> present(Map<Long, Task> found) {
    var present = new HashMap<String, Set<Integer>>();
    for (var task : found.values()) {
      int slash = task.path().lastIndexOf('/');
      present
          .computeIfAbsent(task.path().substring(0, slash), _ -> new HashSet<>())
          .add(Integer.parseInt(task.path().substring(slash + 1)));
    }
    return present;
  }

  /** A batch is there whole or not at all. */
  private long unexpected(Map<String, Set<Integer>> present) {
    long unexpected = 0;
    for (var batch : present.entrySet()) {
      int size = tried.getOrDefault(batch.getKey(), 0);
      if (batch.getValue().size() != size) {
        faults.add(
            "of batch %s, %d of %d are there"
                .formatted(batch.getKey(), batch.getValue().size(), size));
        unexpected += Math.max(0, batch.getValue().size() - size);
      }
    }
    return unexpected;
  }

  private long doneTwice() {
    return recorded.values().stream().filter(who -> who.size() > 1).count();
  }

  /** The last attempt alone completed, its result stands, and whoever was told so held it. */
  private void judge(long id, List<Attempt> attempts, String result) {
    var completed = attempts.stream().filter(a -> ended(a, Attempt.Ending.COMPLETED)).toList();
    if (completed.size() != 1 || !completed.getFirst().equals(attempts.getLast())) {
      faults.add("task %d has these attempts: %s".formatted(id, attempts));
      return;
    }
    var lease = completed.getFirst().leaseId();
    if (!result.equals(Reports.resultOf(new Lease(id, lease)))) {
      faults.add("task %d was completed by %s and has %s".formatted(id, lease, result));
    }
    if (!Set.of(lease).containsAll(recorded.getOrDefault(id, Set.of()))) {
      faults.add("task %d: %s were told it counts".formatted(id, recorded.get(id)));
    }
  }

  private static boolean ended(Attempt attempt, Attempt.Ending how) {
    return attempt.ending().filter(how::equals).isPresent();
  }

  private static List<Task> everything(SkillStore store) {
    var all = new ArrayList<Task>();
    var page = store.tasks(TaskFilter.ALL.limit(TaskFilter.LIMIT_MAX));
    while (!page.isEmpty()) {
      all.addAll(page);
      page = store.tasks(TaskFilter.ALL.limit(TaskFilter.LIMIT_MAX).after(page.getLast().taskId()));
    }
    return all;
  }
}
