INSERT INTO results (task_id, result, metrics, created_at) VALUES (?, ?, ?, ?)
