SELECT queue, status, tasks FROM counters ORDER BY queue, status
