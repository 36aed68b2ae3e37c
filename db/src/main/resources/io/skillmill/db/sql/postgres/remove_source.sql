DELETE FROM sources USING unnest(?::text[], ?::bigint[]) AS gone (skill_path, task_id)
WHERE sources.skill_path = gone.skill_path AND sources.task_id = gone.task_id
