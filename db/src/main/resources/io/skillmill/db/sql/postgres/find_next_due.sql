SELECT run_at FROM tasks
WHERE status = 'queued' AND waiting = 1 AND queue = ?1
  AND (parser IS NULL OR parser = ANY (ARRAY (SELECT json_array_elements_text(?2::json))))
  AND task_type IN ('parse', 'validate', 'analyze')
ORDER BY run_at
LIMIT 1
