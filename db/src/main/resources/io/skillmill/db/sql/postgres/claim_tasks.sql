-- SKIP LOCKED lets claims of many processes pass each other; the array is what makes the database lock
-- the limited rows and no others. A lease is cut from three random ids, whose fixed digits are left out.
-- A task of a type that only a newer version knows is left to that one.
UPDATE tasks
SET status = 'in_progress',
    worker_id = ?1,
    lease_id = right(gen_random_uuid()::text, 12) || right(gen_random_uuid()::text, 12)
      || left(gen_random_uuid()::text, 8),
    attempt = attempt + 1,
    spent = spent + 1,
    started_at = ?2,
    metadata = NULL
WHERE task_id = ANY (ARRAY (
  SELECT task_id FROM tasks
  WHERE status = 'queued' AND waiting = 0 AND queue = ?3
    AND (parser IS NULL OR parser = ANY (ARRAY (SELECT json_array_elements_text(?4::json))))
    AND task_type IN ('parse', 'validate', 'analyze')
  ORDER BY priority DESC, task_id
  LIMIT ?5
  FOR UPDATE SKIP LOCKED
))
RETURNING task_id, lease_id, task_type, skill_path, content_hash, parser, parser_version, attempt,
  timeout_ms, priority
