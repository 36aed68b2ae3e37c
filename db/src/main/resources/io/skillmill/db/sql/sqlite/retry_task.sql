-- Not where another task with the same key is live: the two would be the same work twice.
UPDATE tasks
SET status = 'queued', run_at = ?1, waiting = 0, completed_at = NULL, spent = 0, refunds = 0,
    rejected = 0, error = NULL
WHERE task_id = ?2 AND status IN ('failed', 'cancelled')
  AND NOT EXISTS (
    SELECT 1 FROM tasks AS other
    WHERE other.dedupe_key = tasks.dedupe_key AND other.status IN ('queued', 'in_progress'))
RETURNING task_id
