UPDATE attempts
SET started_at = coalesce(started_at, ?1), ended_at = ?2, duration_ms = ?3, outcome = ?4, error = ?5
WHERE task_id = ?6 AND attempt = ?7
