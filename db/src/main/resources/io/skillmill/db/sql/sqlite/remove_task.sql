DELETE FROM tasks WHERE task_id = ?1 AND completed_at < ?2
  AND status IN ('completed', 'failed', 'cancelled')
RETURNING task_id, queue, status, content_hash, skill_path
