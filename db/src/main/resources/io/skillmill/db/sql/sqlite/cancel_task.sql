UPDATE tasks SET status = 'cancelled', completed_at = ?1, lease_id = NULL
WHERE task_id = ?2 AND status IN ('queued', 'in_progress')
