-- Signs of life never wait: what is being ended by somebody else at this moment is passed over.
UPDATE attempts SET started_at = begun.at
FROM unnest(?::bigint[], ?::bigint[], ?::text[]) AS begun (at, task_id, lease_id)
WHERE attempts.task_id = begun.task_id AND attempts.lease_id = begun.lease_id
  AND started_at IS NULL AND ended_at IS NULL
  AND (attempts.task_id, attempts.attempt) IN (
    SELECT idle.task_id, idle.attempt FROM attempts AS idle
    WHERE idle.task_id = begun.task_id AND idle.lease_id = begun.lease_id
    FOR UPDATE SKIP LOCKED
  )
