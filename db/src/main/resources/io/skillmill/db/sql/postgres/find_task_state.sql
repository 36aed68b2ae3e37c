SELECT tasks.task_id, status, queue, attempt
FROM unnest(?::bigint[]) AS wanted (task_id) JOIN tasks ON tasks.task_id = wanted.task_id
ORDER BY tasks.task_id
FOR UPDATE OF tasks
