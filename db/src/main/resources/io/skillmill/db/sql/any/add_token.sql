INSERT INTO tokens (name, digest, rights, skills, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING
