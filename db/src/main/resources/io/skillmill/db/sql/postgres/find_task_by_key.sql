-- A live task comes first; else the latest whose result can be given again. A failure that might not
-- happen again (a crash, attempts spent) is not given again: only a rejection is final.
SELECT known.dedupe_key, known.task_id, known.status
FROM unnest(?::text[]) AS wanted (dedupe_key)
CROSS JOIN LATERAL (
  SELECT tasks.dedupe_key, task_id, status
  FROM tasks
  WHERE tasks.dedupe_key = wanted.dedupe_key
    AND (status IN ('queued', 'in_progress', 'completed') OR (status = 'failed' AND rejected = 1))
  ORDER BY status IN ('queued', 'in_progress') DESC, task_id DESC
  LIMIT 1
) AS known
