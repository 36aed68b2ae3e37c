SELECT task_id, task_type, skill_path, status, queue, priority, created_at, run_at, started_at,
  completed_at, worker_id, attempt, spent, max_attempts, timeout_ms, parser, parser_version,
  content_hash, metadata, error
FROM tasks
WHERE task_id > ?1
  AND (?2 IS NULL OR status IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR queue = ?3)
  AND (?4 IS NULL OR task_type = ?4)
ORDER BY task_id
LIMIT ?5
