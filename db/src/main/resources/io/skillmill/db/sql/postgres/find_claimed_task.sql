SELECT tasks.task_id, tasks.lease_id, queue, task_type, worker_id, attempt, spent, max_attempts
FROM (
  SELECT *, 'in_progress' AS state FROM unnest(?::bigint[], ?::text[]) AS shown (task_id, lease_id)
  OFFSET 0 -- as in complete_task.sql
) AS held
JOIN tasks ON tasks.task_id = held.task_id AND tasks.lease_id = held.lease_id
WHERE status = held.state
ORDER BY tasks.task_id
FOR UPDATE OF tasks
