UPDATE tasks
SET status = 'queued', lease_id = NULL, run_at = ?1, waiting = ?2, error = ?5,
    spent = spent - ?6, refunds = refunds + ?7
WHERE task_id = ?3 AND lease_id = ?4 AND status = 'in_progress'
