INSERT INTO tasks (
  task_type, skill_path, status, created_at, queue, priority, run_at, waiting, max_attempts, timeout_ms,
  parser, parser_version, content_hash, dedupe_key
) VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
RETURNING task_id, dedupe_key
