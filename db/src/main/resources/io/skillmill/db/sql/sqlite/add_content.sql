INSERT INTO contents (content_hash, manifest, body, uses, created_at) VALUES (?, ?, ?, ?, ?)
