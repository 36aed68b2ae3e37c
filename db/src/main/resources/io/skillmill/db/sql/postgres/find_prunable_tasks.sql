SELECT task_id FROM tasks
WHERE task_id > ?1 AND completed_at < ?2
  AND status = ANY (ARRAY (SELECT json_array_elements_text(?3::json)))
ORDER BY task_id
LIMIT 500
