-- Who finds its key live in another process's new task waits for that one's end and then adds nothing.
INSERT INTO tasks (
  task_type, skill_path, status, created_at, queue, priority, run_at, waiting, max_attempts, timeout_ms,
  parser, parser_version, content_hash, dedupe_key
)
SELECT task_type, skill_path, 'queued', created_at, queue, priority, run_at, waiting, max_attempts,
  timeout_ms, parser, parser_version, content_hash, dedupe_key
FROM unnest(
  ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
  ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]
) WITH ORDINALITY AS added (
  task_type, skill_path, created_at, queue, priority, run_at, waiting, max_attempts,
  timeout_ms, parser, parser_version, content_hash, dedupe_key, place
)
ORDER BY place
ON CONFLICT (dedupe_key) WHERE status IN ('queued', 'in_progress') DO NOTHING
RETURNING task_id, dedupe_key
