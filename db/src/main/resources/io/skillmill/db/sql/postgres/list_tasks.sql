SELECT task_id, task_type, skill_path, status, queue, priority, created_at, run_at, started_at,
  completed_at, worker_id, attempt, spent, max_attempts, timeout_ms, parser, parser_version,
  content_hash, metadata, error
FROM tasks
WHERE task_id > ?1
  AND (CAST(?2 AS TEXT) IS NULL OR status = ANY (ARRAY (SELECT json_array_elements_text(?2::json))))
  AND (CAST(?3 AS TEXT) IS NULL OR queue = ?3)
  AND (CAST(?4 AS TEXT) IS NULL OR task_type = ?4)
ORDER BY task_id
LIMIT ?5
