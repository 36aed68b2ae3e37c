INSERT INTO sources (skill_path, task_id) VALUES (?, ?)
ON CONFLICT (skill_path) DO UPDATE SET task_id = excluded.task_id
