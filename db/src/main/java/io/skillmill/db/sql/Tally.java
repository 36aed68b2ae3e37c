package io.skillmill.db.sql;

import io.skillmill.schema.task.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the counters change in a transaction. Added up here and written once before the commit, so
 * that a batch costs a handful of counter updates however many tasks it moves.
 */
public final class Tally {

  /** What is counted beside the states. */
  public static final String FORGOTTEN = "forgotten";

  private record Key(String queue, String what) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::queue).thenComparing(Key::what);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<Key, Long> changes = new HashMap<>();

  Tally() {}

  public void add(String queue, TaskState state, long tasks) {
    add(queue, state.word(), tasks);
  }

  private void add(String queue, String what, long tasks) {
    changes.merge(new Key(queue, what), tasks, Long::sum);
  }

  public void move(String queue, TaskState from, TaskState to) {
    add(queue, from, -1);
    add(queue, to, 1);
  }

  /** A task that was in progress is done and not there any more. */
  public void forget(String queue) {
    add(queue, TaskState.IN_PROGRESS, -1);
    add(queue, FORGOTTEN, 1);
  }

  /**
   * Writes the changes to the tables; part of every commit, and its last part. In one order for
   * all, so that two who count at the same time cannot wait for each other.
   */
  public void write(Session session) throws SQLException {
    var rows = new ArrayList<@Nullable Object[]>(changes.size());
    changes.entrySet().stream()
        .filter(change -> change.getValue() != 0)
        .sorted(Map.Entry.comparingByKey())
        .forEach(change ->
            rows.add(
                Session.values(
                    change.getKey().queue(), change.getKey().what(), change.getValue())));
    session.changeAll("add_to_counter", rows);
    changes.clear();
  }

  /** Forgets the changes; part of every rollback. */
  public void forget() {
    changes.clear();
  }
}
