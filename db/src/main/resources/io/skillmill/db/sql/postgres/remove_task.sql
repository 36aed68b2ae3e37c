DELETE FROM tasks USING unnest(?::bigint[], ?::bigint[]) AS gone (task_id, before)
WHERE tasks.task_id = gone.task_id AND completed_at < gone.before
  AND status IN ('completed', 'failed', 'cancelled')
RETURNING tasks.task_id, queue, status, content_hash, skill_path
