-- What the transactions of this program can never leave behind; any row is damage from elsewhere, or a bug.
SELECT 'Task ' || t.task_id || ' is completed but has no result'
FROM tasks AS t WHERE t.status = 'completed'
  AND NOT EXISTS (SELECT 1 FROM results AS r WHERE r.task_id = t.task_id)
UNION ALL
SELECT 'Task ' || r.task_id || ' has a result but is not finished'
FROM results AS r LEFT JOIN tasks AS t ON t.task_id = r.task_id
WHERE coalesce(t.status, '') NOT IN ('completed', 'failed')
UNION ALL
SELECT 'Task ' || task_id || ' is ' || status || ' and its lease does not fit that'
FROM tasks WHERE (status = 'in_progress') <> (lease_id IS NOT NULL)
UNION ALL
SELECT 'The key ' || dedupe_key || ' is live in ' || count(*) || ' tasks'
FROM tasks WHERE dedupe_key IS NOT NULL AND status IN ('queued', 'in_progress')
GROUP BY dedupe_key HAVING count(*) > 1
UNION ALL
SELECT 'The content ' || t.content_hash || ' of task ' || t.task_id || ' is missing'
FROM tasks AS t WHERE t.content_hash IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM contents AS c WHERE c.content_hash = t.content_hash)
UNION ALL
SELECT 'The content ' || c.content_hash || ' counts ' || c.uses || ' uses and has '
  || coalesce(u.uses, 0)
FROM contents AS c
LEFT JOIN (SELECT content_hash, count(*) AS uses FROM tasks GROUP BY content_hash) AS u
  ON u.content_hash = c.content_hash
WHERE c.uses <> coalesce(u.uses, 0)
UNION ALL
SELECT 'Task ' || t.task_id || ' counts ' || t.attempt || ' attempts and has ' || count(a.attempt)
FROM tasks AS t LEFT JOIN attempts AS a ON a.task_id = t.task_id
GROUP BY t.task_id HAVING t.attempt <> count(a.attempt)
LIMIT 100
