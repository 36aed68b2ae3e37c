SELECT attempt, lease_id, worker_id, claimed_at, started_at, ended_at, duration_ms, outcome, error,
  late_at, late_result
FROM attempts
WHERE task_id = ?
ORDER BY attempt
