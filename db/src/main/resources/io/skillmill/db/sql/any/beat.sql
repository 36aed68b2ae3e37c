UPDATE workers SET beats = beats + 1, last_heartbeat = ?
WHERE worker_id = ? AND incarnation = ? AND status = 'active'
