-- Not where another task with the same key is live, nor two of one key at once: those would be the same
-- work twice. A process that makes one live at the same time is noticed by the unique index.
WITH wanted AS (
  SELECT DISTINCT ON (dedupe_key, CASE WHEN dedupe_key IS NULL THEN tasks.task_id END)
    asked.at, tasks.task_id
  FROM unnest(?::bigint[], ?::bigint[]) AS asked (at, task_id)
  JOIN tasks ON tasks.task_id = asked.task_id
  WHERE status IN ('failed', 'cancelled')
    AND NOT EXISTS (
      SELECT 1 FROM tasks AS other
      WHERE other.dedupe_key = tasks.dedupe_key AND other.status IN ('queued', 'in_progress'))
  ORDER BY dedupe_key, CASE WHEN dedupe_key IS NULL THEN tasks.task_id END, tasks.task_id
)
UPDATE tasks
SET status = 'queued', run_at = wanted.at, waiting = 0, completed_at = NULL, spent = 0, refunds = 0,
    rejected = 0, error = NULL
FROM wanted
WHERE tasks.task_id = wanted.task_id AND status IN ('failed', 'cancelled')
RETURNING tasks.task_id
