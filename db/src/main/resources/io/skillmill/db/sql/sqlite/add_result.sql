INSERT INTO results (task_id, result, error, metrics, created_at) VALUES (?, ?, ?, ?, ?)
