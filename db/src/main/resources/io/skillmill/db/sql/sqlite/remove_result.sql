DELETE FROM results WHERE task_id = ?
