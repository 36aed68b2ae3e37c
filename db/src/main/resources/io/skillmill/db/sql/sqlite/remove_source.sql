DELETE FROM sources WHERE skill_path = ? AND task_id = ?
