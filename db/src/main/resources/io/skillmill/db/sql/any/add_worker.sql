INSERT INTO workers (worker_id, status, last_heartbeat, created_at, incarnation, host, pid, slots)
VALUES (?1, 'active', ?2, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (worker_id) DO UPDATE SET
  status = 'active', last_heartbeat = excluded.last_heartbeat, incarnation = excluded.incarnation,
  beats = 0, host = excluded.host, pid = excluded.pid, slots = excluded.slots
