package io.skillmill.cli.run;

import io.skillmill.coordination.intake.Intake;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.parsers.sources.Found;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands sources to the store in batches, as they are found, so that a tree of any size takes the
 * memory of one batch. Belongs to one thread.
 */
final class Feeder {

  private static final int BATCH_TASKS_MAX = 256;
  private static final long BATCH_BYTES_MAX = 16L << 20;
  private static final int KEY_DIGITS_KEPT = 16;

  private final SkillStore store;
  private final Intake intake;
  private final Tally tally;
  private final Consumer<List<Enqueued>> afterBatch;
  private final List<NewTask> batch = new ArrayList<>();
  private final Set<Long> forcedKeys = new HashSet<>();
  private long batchBytes;

  /**
   * A feeder that has handed in nothing yet.
   *
   * @param afterBatch hears the store's answers to each batch
   */
  Feeder(SkillStore store, Intake intake, Tally tally, Consumer<List<Enqueued>> afterBatch) {
    this.store = store;
    this.intake = intake;
    this.tally = tally;
    this.afterBatch = afterBatch;
  }

  /** Feeds until there are no more sources or someone asks to stop. */
  void feed(Search search, BooleanSupplier asked) {
    search.each(found -> {
      feed(found);
      return !asked.getAsBoolean();
    });
    flush();
  }

  private void feed(Found found) {
    switch (found) {
      case Found.Unreadable(var path, var why) -> tally.unfit(path.toString(), why);
      case Found.Source(var path, var source) -> take(path.toString(), source);
    }
    if (batch.size() >= BATCH_TASKS_MAX || batchBytes >= BATCH_BYTES_MAX) {
      flush();
    }
  }

  private void take(String path, SkillSource source) {
    switch (intake.take(path, source)) {
      case Intake.Refused(var refused, var reason) -> tally.unfit(refused, reason);
      case Intake.Taken(var task) -> {
        batch.add(forcedOnce(task));
        batchBytes += bytes(source);
      }
    }
  }

  /** Forcing is meant once for each content; a copy in the same run is still a duplicate. */
  private NewTask forcedOnce(NewTask task) {
    if (!task.force() || task.dedupeKey().isEmpty()) {
      return task;
    }
    String key = task.dedupeKey().get();
    boolean first = forcedKeys.add(Long.parseUnsignedLong(key.substring(0, KEY_DIGITS_KEPT), 16));
    return first ? task : unforced(task);
  }

  private static NewTask unforced(NewTask task) {
    return new NewTask(
        task.type(),
        task.path(),
        task.source(),
        task.parser(),
        task.terms(),
        task.dedupeKey(),
        false);
  }

  private static long bytes(SkillSource source) {
    return source.files().stream()
        .map(SkillFile::bytes)
        .flatMap(Optional::stream)
        .mapToLong(bytes -> bytes.length)
        .sum();
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    var answers = store.enqueue(List.copyOf(batch));
    tally.answered(batch.stream().map(NewTask::path).toList(), answers);
    batch.clear();
    batchBytes = 0;
    afterBatch.accept(answers);
  }
}
