SELECT held.task_id, held.lease_id
FROM unnest(?::bigint[], ?::text[]) AS held (task_id, lease_id)
LEFT JOIN tasks ON tasks.task_id = held.task_id AND tasks.lease_id = held.lease_id
WHERE tasks.task_id IS NULL
