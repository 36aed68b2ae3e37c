-- Only while it is still the lease's: this condition is what keeps a late write from counting.
UPDATE tasks
SET status = 'completed', completed_at = ?1, lease_id = NULL, error = NULL
WHERE task_id = ?2 AND lease_id = ?3 AND status = 'in_progress'
RETURNING task_id, ?3, queue, task_type, worker_id, attempt, spent, max_attempts
