-- Only while it is still the lease's: this condition is what keeps a late write from counting.
UPDATE tasks SET status = 'completed', completed_at = done.at, lease_id = NULL, error = NULL
FROM unnest(?::bigint[], ?::bigint[], ?::text[]) AS done (at, task_id, lease_id)
WHERE tasks.task_id = done.task_id AND tasks.lease_id = done.lease_id AND status = 'in_progress'
RETURNING tasks.task_id, done.lease_id, queue, task_type, worker_id, attempt, spent, max_attempts
