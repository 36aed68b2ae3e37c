DELETE FROM workers
WHERE status <> 'active' AND last_heartbeat < ?
  AND NOT EXISTS (
    SELECT 1 FROM tasks WHERE tasks.status = 'in_progress' AND tasks.worker_id = workers.worker_id)
RETURNING worker_id
