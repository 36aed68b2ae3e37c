-- In steps, so that a million tasks that fall due at once do not hold up everyone else.
UPDATE tasks SET waiting = 0
WHERE task_id = ANY (ARRAY (
  SELECT task_id FROM tasks
  WHERE status = 'queued' AND waiting = 1 AND queue = ? AND run_at <= ?
  ORDER BY run_at
  LIMIT 1000
  FOR UPDATE SKIP LOCKED
))
