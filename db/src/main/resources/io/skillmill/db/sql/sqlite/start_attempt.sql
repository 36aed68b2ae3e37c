UPDATE attempts SET started_at = ?
WHERE task_id = ? AND lease_id = ? AND started_at IS NULL AND ended_at IS NULL
