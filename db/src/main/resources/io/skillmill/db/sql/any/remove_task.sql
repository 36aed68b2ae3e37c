DELETE FROM tasks WHERE task_id = ?1 AND completed_at < ?2
  AND status IN ('completed', 'failed', 'cancelled')
RETURNING queue, status, content_hash, skill_path
