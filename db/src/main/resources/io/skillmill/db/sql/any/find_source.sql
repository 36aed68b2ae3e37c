SELECT sources.task_id FROM sources JOIN tasks ON tasks.task_id = sources.task_id
WHERE sources.skill_path = ?
