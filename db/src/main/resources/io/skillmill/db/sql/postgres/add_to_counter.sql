-- In shards: processes that count at the same time would else wait for each other's commits.
INSERT INTO counters (queue, status, shard, tasks)
SELECT queue, status, pg_backend_pid() % 64, tasks
FROM unnest(?::text[], ?::text[], ?::bigint[]) WITH ORDINALITY AS counted (queue, status, tasks, place)
ORDER BY place
ON CONFLICT (queue, status, shard) DO UPDATE SET tasks = counters.tasks + excluded.tasks
