UPDATE tasks
SET status = 'queued', lease_id = NULL, run_at = back.run_at, waiting = back.waiting,
    error = back.error, spent = spent - back.refund, refunds = refunds + back.forgiven
FROM (
  SELECT *, 'in_progress' AS held
  FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
    AS returned (run_at, waiting, task_id, lease_id, error, refund, forgiven)
  OFFSET 0 -- as in complete_task.sql
) AS back
WHERE tasks.task_id = back.task_id AND tasks.lease_id = back.lease_id AND status = back.held
