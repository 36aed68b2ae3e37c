SELECT skill_path, task_id FROM sources
WHERE skill_path > ? AND NOT EXISTS (SELECT 1 FROM tasks WHERE tasks.task_id = sources.task_id)
ORDER BY skill_path
LIMIT 1000
