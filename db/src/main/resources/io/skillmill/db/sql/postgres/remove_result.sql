DELETE FROM results WHERE task_id = ANY (?::bigint[])
