-- A live task comes first; else the latest whose result can be given again. A failure that might not
-- happen again (a crash, attempts spent) is not given again: only a rejection is final.
SELECT wanted.dedupe_key, known.task_id, known.status
FROM unnest(?::text[]) AS wanted (dedupe_key)
CROSS JOIN LATERAL (
  (SELECT task_id, status, 1 AS place
   FROM tasks
   WHERE tasks.dedupe_key = wanted.dedupe_key AND status IN ('queued', 'in_progress'))
  UNION ALL
  (SELECT task_id, status, 2
   FROM tasks
   WHERE tasks.dedupe_key = wanted.dedupe_key AND status IN ('completed', 'failed')
     AND (status = 'completed' OR rejected = 1)
   ORDER BY task_id DESC
   LIMIT 1)
  ORDER BY place
  LIMIT 1
) AS known
