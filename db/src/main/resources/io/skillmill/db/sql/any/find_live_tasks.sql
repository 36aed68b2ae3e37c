SELECT task_id FROM tasks
WHERE task_id > ?1 AND status IN ('queued', 'in_progress') AND (CAST(?2 AS TEXT) IS NULL OR queue = ?2)
ORDER BY task_id
LIMIT 1000
