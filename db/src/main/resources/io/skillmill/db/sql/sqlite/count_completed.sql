UPDATE workers SET tasks_completed = tasks_completed + ?, forgotten = ? WHERE worker_id = ?
