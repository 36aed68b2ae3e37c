-- The literal states let SQLite use the partial index; with parameters it would not.
-- A task of a type that only a newer version knows is left to that one.
UPDATE tasks
SET status = 'in_progress',
    worker_id = ?1,
    lease_id = lower(hex(randomblob(16))),
    attempt = attempt + 1,
    spent = spent + 1,
    started_at = ?2,
    metadata = NULL
WHERE task_id IN (
  SELECT task_id FROM tasks
  WHERE status = 'queued' AND waiting = 0 AND queue = ?3
    AND (parser IS NULL OR parser IN (SELECT value FROM json_each(?4)))
    AND task_type IN ('parse', 'validate', 'analyze', 'run')
  ORDER BY priority DESC, task_id
  LIMIT ?5
)
RETURNING task_id, lease_id, task_type, skill_path, content_hash, parser, parser_version, attempt,
  timeout_ms, priority
