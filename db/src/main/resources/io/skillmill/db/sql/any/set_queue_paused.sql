INSERT INTO queues (queue, paused) VALUES (?, ?)
ON CONFLICT (queue) DO UPDATE SET paused = excluded.paused
