SELECT ?1, ?2
WHERE NOT EXISTS (SELECT 1 FROM tasks WHERE task_id = ?1 AND lease_id = ?2)
