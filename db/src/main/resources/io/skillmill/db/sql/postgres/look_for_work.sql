-- Each open queue that was asked for: whether it has a task to claim, and when the next of those that wait
-- falls due. Not EXISTS, for which the database might read all queued tasks at once; and in the order of the
-- index, for which it need not read the finished ones.
SELECT queue,
  (SELECT 1 FROM tasks
   WHERE status = 'queued' AND waiting = 0 AND tasks.queue = queues.queue
     AND (parser IS NULL OR parser = ANY (ARRAY (SELECT json_array_elements_text(?1::json))))
     AND task_type IN ('parse', 'validate', 'analyze', 'run')
   ORDER BY priority DESC, task_id
   LIMIT 1) IS NOT NULL,
  (SELECT run_at FROM tasks
   WHERE status = 'queued' AND waiting = 1 AND tasks.queue = queues.queue
     AND (parser IS NULL OR parser = ANY (ARRAY (SELECT json_array_elements_text(?1::json))))
     AND task_type IN ('parse', 'validate', 'analyze', 'run')
   ORDER BY run_at
   LIMIT 1)
FROM queues
WHERE paused = 0
  AND (CAST(?2 AS TEXT) IS NULL OR queue = ANY (ARRAY (SELECT json_array_elements_text(?2::json))))
ORDER BY queue
