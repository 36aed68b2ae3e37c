SELECT task_id FROM tasks
WHERE task_id > ?1 AND status IN ('queued', 'in_progress') AND (?2 IS NULL OR queue = ?2)
ORDER BY task_id
LIMIT 1000
