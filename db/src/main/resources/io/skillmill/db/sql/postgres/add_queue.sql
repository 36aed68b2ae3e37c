INSERT INTO queues (queue) SELECT * FROM unnest(?::text[]) ON CONFLICT (queue) DO NOTHING
