INSERT INTO memory_observations (entity_id, digest, content, folded) VALUES (?, ?, ?, ?)
ON CONFLICT (entity_id, digest) DO NOTHING
