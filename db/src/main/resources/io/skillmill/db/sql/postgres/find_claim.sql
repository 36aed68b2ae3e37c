SELECT t.task_id, t.lease_id, t.queue, t.task_type, t.worker_id, t.attempt, t.spent, t.refunds,
  t.max_attempts, a.started_at IS NOT NULL
FROM (
  SELECT *, 'in_progress' AS state FROM unnest(?::bigint[], ?::text[]) AS shown (task_id, lease_id)
  OFFSET 0 -- as in complete_task.sql
) AS held
JOIN tasks AS t ON t.task_id = held.task_id AND t.lease_id = held.lease_id
JOIN attempts AS a ON a.task_id = t.task_id AND a.attempt = t.attempt
WHERE t.status = held.state
ORDER BY t.task_id
FOR UPDATE OF t
