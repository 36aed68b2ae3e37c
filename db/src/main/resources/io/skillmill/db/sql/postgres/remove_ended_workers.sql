WITH gone AS (
  DELETE FROM workers
  WHERE status <> 'active' AND last_heartbeat < ?
    AND NOT EXISTS (
      SELECT 1 FROM tasks WHERE tasks.status = 'in_progress' AND tasks.worker_id = workers.worker_id)
  RETURNING worker_id
), uncounted AS (
  DELETE FROM completions WHERE worker_id IN (SELECT worker_id FROM gone)
)
SELECT worker_id FROM gone
