SELECT status, queue, attempt FROM tasks WHERE task_id = ?
