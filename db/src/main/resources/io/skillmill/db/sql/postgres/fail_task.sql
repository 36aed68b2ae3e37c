UPDATE tasks
SET status = 'failed', completed_at = done.at, lease_id = NULL, error = done.error,
    rejected = done.rejected
FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
  AS done (at, task_id, lease_id, error, rejected)
WHERE tasks.task_id = done.task_id AND tasks.lease_id = done.lease_id AND status = 'in_progress'
