SELECT queue FROM queues WHERE paused = 0 ORDER BY queue
