SELECT queue, status, sum(tasks)::bigint FROM counters GROUP BY queue, status ORDER BY queue, status
