-- Only while it is still the lease's: this condition is what keeps a late write from counting. What goes
-- with it, the end of the attempt and the result, is done in the same journey. The state stands beside the
-- leases, behind OFFSET, so that the database looks each task up by its number: it would else compare all
-- leases of the batch with all claims of everyone.
WITH completed AS (
  UPDATE tasks SET status = 'completed', completed_at = done.at, lease_id = NULL, error = NULL
  FROM (
    SELECT *, 'in_progress' AS held
    FROM unnest(
        ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
      AS reported (at, task_id, lease_id, begun_at, duration_ms, seconds, result)
    OFFSET 0
  ) AS done
  WHERE tasks.task_id = done.task_id AND tasks.lease_id = done.lease_id AND status = done.held
  RETURNING tasks.task_id, done.lease_id, queue, task_type, worker_id, attempt, spent, max_attempts,
    done.at, done.begun_at, done.duration_ms, done.seconds, done.result
), ended AS (
  UPDATE attempts
  SET started_at = coalesce(attempts.started_at, completed.begun_at), ended_at = completed.at,
      duration_ms = completed.duration_ms, outcome = 'completed'
  FROM completed
  WHERE attempts.task_id = completed.task_id AND attempts.attempt = completed.attempt
), kept AS (
  INSERT INTO results (task_id, result, metrics, created_at)
  SELECT task_id, result,
    '{"duration_seconds":' || seconds || ',"worker_id":' || to_json(worker_id)::text
      || ',"task_type":"' || task_type || '"}',
    at
  FROM completed
)
SELECT task_id, lease_id, queue, task_type, worker_id, attempt, spent, max_attempts FROM completed
