SELECT 1 FROM tasks
WHERE status = 'queued' AND waiting = 0 AND queue = ?1
  AND (parser IS NULL OR parser IN (SELECT value FROM json_each(?2)))
  AND task_type IN ('parse', 'validate', 'analyze')
LIMIT 1
