SELECT worker_id, host, pid, slots, status, tasks_completed,
  (SELECT count(*) FROM tasks WHERE tasks.status = 'in_progress'
    AND tasks.worker_id = workers.worker_id),
  last_heartbeat, created_at
FROM workers
ORDER BY status, worker_id
