-- Who finds its key live in another process's new task waits for that one's end and then adds nothing. All
-- take their keys in one order, so that no two wait for each other; ids go by the order of the batch. The
-- name of the sequence is looked up once.
WITH added AS MATERIALIZED (
  SELECT nextval((SELECT pg_get_serial_sequence('tasks', 'task_id')::regclass)) AS task_id, batch.*
  FROM (
    SELECT * FROM unnest(
      ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
      ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]
    ) WITH ORDINALITY AS rows (
      task_type, skill_path, created_at, queue, priority, run_at, waiting, max_attempts,
      timeout_ms, parser, parser_version, content_hash, dedupe_key, place
    )
    ORDER BY place
  ) AS batch
)
INSERT INTO tasks (
  task_id, task_type, skill_path, status, created_at, queue, priority, run_at, waiting, max_attempts,
  timeout_ms, parser, parser_version, content_hash, dedupe_key
)
SELECT task_id, task_type, skill_path, 'queued', created_at, queue, priority, run_at, waiting,
  max_attempts, timeout_ms, parser, parser_version, content_hash, dedupe_key
FROM added
ORDER BY dedupe_key COLLATE "C", place
ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL AND status IN ('queued', 'in_progress')
  DO NOTHING
RETURNING task_id, dedupe_key
