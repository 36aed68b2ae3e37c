UPDATE tasks SET metadata = ? WHERE task_id = ? AND lease_id = ? AND status = 'in_progress'
