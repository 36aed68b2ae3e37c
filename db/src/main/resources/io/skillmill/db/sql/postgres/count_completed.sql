-- Not in the worker's own row, where it would make signs of life wait for our commit.
INSERT INTO completions (tasks, worker_id)
SELECT * FROM unnest(?::bigint[], ?::text[])
ON CONFLICT (worker_id) DO UPDATE SET tasks = completions.tasks + excluded.tasks
