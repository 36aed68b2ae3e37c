-- SKIP LOCKED lets claims of many processes pass each other; the array is what makes the database lock
-- the limited rows and no others. A lease is 128 bits of a hash over the task's id and more random bits than
-- that, made once for the whole claim: random bits for each task cost more than all else. Each claim opens an
-- attempt. A task of a type that only a newer version knows is left to that one.
WITH claimed AS (
  UPDATE tasks
  SET status = 'in_progress',
      worker_id = ?1,
      lease_id = encode(substr(sha256(convert_to(
        (SELECT gen_random_uuid()::text || gen_random_uuid()::text) || task_id::text, 'UTF8')), 1, 16), 'hex'),
      attempt = attempt + 1,
      spent = spent + 1,
      started_at = ?2,
      metadata = NULL
  WHERE task_id = ANY (ARRAY (
    SELECT task_id FROM tasks
    WHERE status = 'queued' AND waiting = 0 AND queue = ?3
      AND (parser IS NULL OR parser = ANY (ARRAY (SELECT json_array_elements_text(?4::json))))
      AND task_type IN ('parse', 'validate', 'analyze', 'run')
    ORDER BY priority DESC, task_id
    LIMIT ?5
    FOR UPDATE SKIP LOCKED
  ))
  RETURNING task_id, lease_id, task_type, skill_path, content_hash, parser, parser_version, attempt,
    timeout_ms, priority, worker_id, started_at
), begun AS (
  INSERT INTO attempts (task_id, attempt, lease_id, worker_id, claimed_at)
  SELECT task_id, attempt, lease_id, worker_id, started_at FROM claimed
)
SELECT task_id, lease_id, task_type, skill_path, content_hash, parser, parser_version, attempt, timeout_ms,
  priority
FROM claimed
