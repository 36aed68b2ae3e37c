UPDATE attempts SET late_at = ?1, late_result = ?2
WHERE task_id = ?3 AND lease_id = ?4 AND late_at IS NULL
