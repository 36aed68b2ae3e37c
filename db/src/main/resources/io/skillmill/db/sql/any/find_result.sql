SELECT r.task_id, t.skill_path, r.result, r.error, r.metrics, r.created_at
FROM results AS r JOIN tasks AS t ON t.task_id = r.task_id
WHERE r.task_id = ?
