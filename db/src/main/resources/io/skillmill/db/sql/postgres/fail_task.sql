UPDATE tasks
SET status = 'failed', completed_at = done.at, lease_id = NULL, error = done.error,
    rejected = done.rejected
FROM (
  SELECT *, 'in_progress' AS held
  FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
    AS reported (at, task_id, lease_id, error, rejected)
  OFFSET 0 -- as in complete_task.sql
) AS done
WHERE tasks.task_id = done.task_id AND tasks.lease_id = done.lease_id AND status = done.held
