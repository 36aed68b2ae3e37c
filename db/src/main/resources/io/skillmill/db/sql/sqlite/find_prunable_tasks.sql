SELECT task_id FROM tasks
WHERE task_id > ?1 AND completed_at < ?2 AND status IN (SELECT value FROM json_each(?3))
ORDER BY task_id
LIMIT 500
