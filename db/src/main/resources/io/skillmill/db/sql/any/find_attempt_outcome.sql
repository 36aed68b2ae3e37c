SELECT outcome FROM attempts WHERE task_id = ? AND lease_id = ?
