SELECT task_id, lease_id, queue, task_type, worker_id, attempt, spent, max_attempts
FROM tasks
WHERE task_id = ? AND lease_id = ? AND status = 'in_progress'
