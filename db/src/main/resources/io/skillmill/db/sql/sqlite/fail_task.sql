UPDATE tasks
SET status = 'failed', completed_at = ?1, lease_id = NULL, error = ?4, rejected = ?5
WHERE task_id = ?2 AND lease_id = ?3 AND status = 'in_progress'
