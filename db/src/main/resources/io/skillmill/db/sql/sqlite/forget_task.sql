-- Only while it is still the lease's. A task with a key stays, to answer for the next one; so does one that was
-- claimed more than once, because something happened to it.
DELETE FROM tasks
WHERE task_id = ?1 AND lease_id = ?2 AND status = 'in_progress' AND attempt = 1 AND dedupe_key IS NULL
RETURNING task_id, ?2, queue, task_type, worker_id, attempt, spent, max_attempts, skill_path, content_hash
