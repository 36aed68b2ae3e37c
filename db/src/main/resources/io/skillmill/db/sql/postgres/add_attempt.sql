INSERT INTO attempts (task_id, attempt, lease_id, worker_id, claimed_at)
SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
