package io.skillmill.coordination.store;

import io.skillmill.db.ClaimRows;
import io.skillmill.db.ContentRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Lease;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets tasks go that are done and that nobody wants to hear of again, within one transaction. What
 * hangs on them is written in the order in which an enqueue writes it.
 */
final class Forgetting {

  private final ClaimRows claims;
  private final ContentRows contents;
  private final ResultRows results;

  Forgetting(Session session) {
    claims = new ClaimRows(session);
    contents = new ContentRows(session);
    results = new ResultRows(session);
  }

  /** The tasks that are gone. The others have a key, or a history that was asked for. */
  Map<Lease, ClaimRows.Claimed> forget(Collection<Lease> leases) throws SQLException {
    List<ClaimRows.Forgotten> gone = claims.forget(leases);
    contents.drop(
        gone.stream().map(ClaimRows.Forgotten::contentHash).flatMap(Optional::stream).toList());
    results.removeOrphans(
        gone.stream()
            .map(task -> new ResultRows.Source(task.path(), task.lease().taskId()))
            .sorted(Comparator.comparing(ResultRows.Source::path))
            .toList());
    var tasks = new HashMap<Lease, ClaimRows.Claimed>();
    gone.forEach(each -> tasks.put(each.lease(), each.task()));
    return tasks;
  }
}
