INSERT INTO counters (queue, status, tasks) VALUES (?, ?, ?)
ON CONFLICT (queue, status) DO UPDATE SET tasks = counters.tasks + excluded.tasks
