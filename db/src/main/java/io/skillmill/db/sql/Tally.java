package io.skillmill.db.sql;

import io.skillmill.schema.task.TaskState;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How the counters change in a transaction. Added up here and written once before the commit, so
 * that a batch costs a handful of counter updates however many tasks it moves.
 */
public final class Tally {

  private record Key(String queue, TaskState state) {}

  private final Map<Key, Long> changes = new HashMap<>();

  Tally() {}

  public void add(String queue, TaskState state, long tasks) {
    changes.merge(new Key(queue, state), tasks, Long::sum);
  }

  public void move(String queue, TaskState from, TaskState to) {
    add(queue, from, -1);
    add(queue, to, 1);
  }

  /** Writes the changes to the tables; part of every commit. */
  public void write(Session session) throws SQLException {
    for (var change : changes.entrySet()) {
      if (change.getValue() != 0) {
        session.change(
            "add_to_counter",
            change.getKey().queue(),
            change.getKey().state().word(),
            change.getValue());
      }
    }
    changes.clear();
  }

  /** Forgets the changes; part of every rollback. */
  public void forget() {
    changes.clear();
  }
}
