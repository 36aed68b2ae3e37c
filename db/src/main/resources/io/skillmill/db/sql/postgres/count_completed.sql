-- Not in the worker's own row, where it would make signs of life wait for our commit.
INSERT INTO completions (tasks, forgotten, worker_id)
SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[])
ON CONFLICT (worker_id) DO UPDATE
  SET tasks = completions.tasks + excluded.tasks, forgotten = excluded.forgotten
