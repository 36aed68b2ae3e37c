SELECT worker_id, incarnation, beats FROM workers WHERE status = 'active' ORDER BY worker_id
