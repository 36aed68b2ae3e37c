SELECT task_id, task_type, skill_path, status, queue, priority, created_at, run_at, started_at,
  completed_at, worker_id, attempt, spent, max_attempts, timeout_ms, parser, parser_version,
  content_hash, metadata, error
FROM tasks
WHERE task_id = ?
