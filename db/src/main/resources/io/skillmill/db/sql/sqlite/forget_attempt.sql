DELETE FROM attempts WHERE task_id = ?
