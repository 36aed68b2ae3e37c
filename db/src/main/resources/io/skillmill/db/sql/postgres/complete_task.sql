-- Only while it is still the lease's: this condition is what keeps a late write from counting. What goes
-- with it, the end of the attempt and the result, is done in the same journey.
WITH completed AS (
  UPDATE tasks SET status = 'completed', completed_at = done.at, lease_id = NULL, error = NULL
  FROM unnest(
      ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
    AS done (at, task_id, lease_id, begun_at, duration_ms, seconds, result)
  WHERE tasks.task_id = done.task_id AND tasks.lease_id = done.lease_id AND status = 'in_progress'
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
