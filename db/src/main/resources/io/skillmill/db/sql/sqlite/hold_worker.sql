SELECT 1 FROM workers WHERE worker_id = ? AND incarnation = ? AND status = 'active'
