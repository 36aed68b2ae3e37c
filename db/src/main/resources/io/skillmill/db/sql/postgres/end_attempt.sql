UPDATE attempts
SET started_at = coalesce(attempts.started_at, done.started_at), ended_at = done.ended_at,
    duration_ms = done.duration_ms, outcome = done.outcome, error = done.error
FROM unnest(
    ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
  AS done (started_at, ended_at, duration_ms, outcome, error, task_id, attempt)
WHERE attempts.task_id = done.task_id AND attempts.attempt = done.attempt
