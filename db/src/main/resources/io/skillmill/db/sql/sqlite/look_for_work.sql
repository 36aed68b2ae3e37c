-- Each open queue that was asked for: whether it has a task to claim, and when the next of those that wait
-- falls due. The literal states let SQLite use the partial indexes.
SELECT queue,
  (SELECT 1 FROM tasks
   WHERE status = 'queued' AND waiting = 0 AND tasks.queue = queues.queue
     AND (parser IS NULL OR parser IN (SELECT value FROM json_each(?1)))
     AND task_type IN ('parse', 'validate', 'analyze', 'run')
   LIMIT 1) IS NOT NULL,
  (SELECT run_at FROM tasks
   WHERE status = 'queued' AND waiting = 1 AND tasks.queue = queues.queue
     AND (parser IS NULL OR parser IN (SELECT value FROM json_each(?1)))
     AND task_type IN ('parse', 'validate', 'analyze', 'run')
   ORDER BY run_at
   LIMIT 1)
FROM queues
WHERE paused = 0 AND (?2 IS NULL OR queue IN (SELECT value FROM json_each(?2)))
ORDER BY queue
