INSERT INTO sources (skill_path, task_id)
SELECT * FROM unnest(?::text[], ?::bigint[])
ON CONFLICT (skill_path) DO UPDATE SET task_id = excluded.task_id
