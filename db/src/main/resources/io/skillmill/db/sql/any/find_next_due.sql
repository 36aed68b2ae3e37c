SELECT run_at FROM tasks WHERE status = 'queued' AND waiting = 1 ORDER BY run_at LIMIT 1
