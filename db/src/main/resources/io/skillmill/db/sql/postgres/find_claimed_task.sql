SELECT tasks.task_id, tasks.lease_id, queue, task_type, worker_id, attempt, spent, max_attempts
FROM unnest(?::bigint[], ?::text[]) AS held (task_id, lease_id)
JOIN tasks ON tasks.task_id = held.task_id AND tasks.lease_id = held.lease_id
WHERE status = 'in_progress'
ORDER BY tasks.task_id
FOR UPDATE OF tasks
