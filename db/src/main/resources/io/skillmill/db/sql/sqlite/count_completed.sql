UPDATE workers SET tasks_completed = tasks_completed + ? WHERE worker_id = ?
