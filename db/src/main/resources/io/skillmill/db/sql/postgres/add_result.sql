INSERT INTO results (task_id, result, error, metrics, created_at)
SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[])
