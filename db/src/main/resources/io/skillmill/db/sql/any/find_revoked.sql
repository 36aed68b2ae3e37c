SELECT held.value ->> 0, held.value ->> 1
FROM json_each(?) AS held
LEFT JOIN tasks ON tasks.task_id = held.value ->> 0 AND tasks.lease_id = held.value ->> 1
WHERE tasks.task_id IS NULL
