package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.db.sql.Tally;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of queues and of counters. */
public final class QueueRows {

  private final Session session;

  public QueueRows(Session session) {
    this.session = session;
  }

  /** Makes queues known, which may be so already. */
  public void add(Collection<String> queues) throws SQLException {
    session.changeAll(
        "add_queue", queues.stream().distinct().sorted().map(Session::values).toList());
  }

  public void setPaused(String queue, boolean paused) throws SQLException {
    session.change("set_queue_paused", queue, paused);
  }

  public List<QueueView> list() throws SQLException {
    Map<String, Counts> counts = counted("list_counters");
    return session.rows(
        "list_queues",
        row -> {
          String name = row.text();
          return new QueueView(name, row.flag(), counts.getOrDefault(name, Counts.NONE));
        });
  }

  public Counts total() throws SQLException {
    return counted("list_counters").values().stream().reduce(Counts.NONE, Counts::plus);
  }

  /** Each counter that a scan of the tasks does not confirm, in words. */
  public List<String> miscounts() throws SQLException {
    Map<String, Counts> kept = counted("list_counters");
    Map<String, Counts> scanned = counted("scan_counters");
    var wrong = new ArrayList<String>();
    var all = new HashMap<>(kept);
    scanned.forEach(all::putIfAbsent);
    for (String queue : all.keySet().stream().sorted().toList()) {
      Counts counted = kept.getOrDefault(queue, Counts.NONE);
      Counts found = scanned.getOrDefault(queue, Counts.NONE);
      if (!counted.withForgotten(0).equals(found)) { // which are not there to be scanned
        wrong.add("Queue '%s' is counted as %s but holds %s".formatted(queue, counted, found));
      }
    }
    return wrong;
  }

  /** What no transaction of this program leaves behind, in words. */
  public List<String> brokenPromises() throws SQLException {
    return session.rows("find_broken_promises", Row::text);
  }

  private Map<String, Counts> counted(String statement) throws SQLException {
    record Count(String queue, String what, long tasks) {}
    var byQueue = new HashMap<String, Map<String, Long>>();
    for (Count count :
        session.rows(statement, row -> new Count(row.text(), row.text(), row.number()))) {
      byQueue.computeIfAbsent(count.queue(), _ -> new HashMap<>()).put(count.what(), count.tasks());
    }
    var counts = new HashMap<String, Counts>();
    byQueue.forEach((queue, tasks) -> counts.put(queue, counts(tasks)));
    return counts;
  }

  private static Counts counts(Map<String, Long> tasks) {
    return new Counts(
        of(TaskState.QUEUED, tasks),
        of(TaskState.IN_PROGRESS, tasks),
        of(TaskState.COMPLETED, tasks),
        of(TaskState.FAILED, tasks),
        of(TaskState.CANCELLED, tasks),
        tasks.getOrDefault(Tally.FORGOTTEN, 0L));
  }

  private static long of(TaskState state, Map<String, Long> tasks) {
    return tasks.getOrDefault(state.word(), 0L);
  }
}
