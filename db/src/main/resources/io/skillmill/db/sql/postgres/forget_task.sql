-- Only while it is still the lease's. A task with a key stays, to answer for the next one; so does one that was
-- claimed more than once, because something happened to it. The attempt goes in the same journey.
WITH forgotten AS (
  DELETE FROM tasks USING unnest(?::bigint[], ?::text[]) AS done (task_id, lease_id)
  WHERE tasks.task_id = done.task_id AND tasks.lease_id = done.lease_id AND status = 'in_progress'
    AND attempt = 1 AND dedupe_key IS NULL
  RETURNING tasks.task_id, done.lease_id, queue, task_type, worker_id, attempt, spent, max_attempts,
    skill_path, content_hash
), closed AS (
  DELETE FROM attempts USING forgotten WHERE attempts.task_id = forgotten.task_id
)
SELECT task_id, lease_id, queue, task_type, worker_id, attempt, spent, max_attempts, skill_path, content_hash
FROM forgotten
