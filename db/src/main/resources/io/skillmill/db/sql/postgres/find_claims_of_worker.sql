SELECT t.task_id, t.lease_id, t.queue, t.task_type, t.worker_id, t.attempt, t.spent, t.refunds,
  t.max_attempts, a.started_at IS NOT NULL
FROM tasks AS t JOIN attempts AS a ON a.task_id = t.task_id AND a.attempt = t.attempt
WHERE t.status = 'in_progress' AND t.worker_id = ?
ORDER BY t.task_id
FOR UPDATE OF t
