SELECT queue, paused FROM queues ORDER BY queue
