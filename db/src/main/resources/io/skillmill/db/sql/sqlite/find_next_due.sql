SELECT run_at FROM tasks
WHERE status = 'queued' AND waiting = 1 AND queue = ?1
  AND (parser IS NULL OR parser IN (SELECT value FROM json_each(?2)))
  AND task_type IN ('parse', 'validate', 'analyze')
ORDER BY run_at
LIMIT 1
