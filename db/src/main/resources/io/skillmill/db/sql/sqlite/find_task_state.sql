SELECT task_id, status, queue, attempt FROM tasks WHERE task_id = ?
