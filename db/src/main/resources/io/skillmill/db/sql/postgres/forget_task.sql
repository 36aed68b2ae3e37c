-- Only while it is still the lease's. A task with a key stays, to answer for the next one; so does one that was
-- claimed more than once, because something happened to it. The attempt goes in the same journey.
WITH forgotten AS (
  DELETE FROM tasks USING (
    SELECT *, 'in_progress' AS held FROM unnest(?::bigint[], ?::text[]) AS reported (task_id, lease_id)
    OFFSET 0 -- as in complete_task.sql
  ) AS done
  WHERE tasks.task_id = done.task_id AND tasks.lease_id = done.lease_id AND status = done.held
    AND attempt = 1 AND dedupe_key IS NULL
  RETURNING tasks.task_id, done.lease_id, queue, task_type, worker_id, attempt, spent, max_attempts,
    skill_path, content_hash
), closed AS (
  DELETE FROM attempts USING forgotten
  WHERE attempts.task_id = forgotten.task_id AND attempts.attempt = forgotten.attempt
)
SELECT task_id, lease_id, queue, task_type, worker_id, attempt, spent, max_attempts, skill_path, content_hash
FROM forgotten
