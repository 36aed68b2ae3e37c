UPDATE workers SET status = ?1
WHERE worker_id = ?2 AND incarnation = ?3 AND status = 'active' AND (?4 < 0 OR beats = ?4)
