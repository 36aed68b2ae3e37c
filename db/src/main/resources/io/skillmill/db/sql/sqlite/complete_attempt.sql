UPDATE attempts
SET started_at = coalesce(started_at, ?1), ended_at = ?2, duration_ms = ?3, outcome = 'completed'
WHERE task_id = ?4 AND attempt = ?5
