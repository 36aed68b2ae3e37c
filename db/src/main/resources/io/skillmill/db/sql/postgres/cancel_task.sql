UPDATE tasks SET status = 'cancelled', completed_at = ended.at, lease_id = NULL
FROM unnest(?::bigint[], ?::bigint[]) AS ended (at, task_id)
WHERE tasks.task_id = ended.task_id AND status IN ('queued', 'in_progress')
