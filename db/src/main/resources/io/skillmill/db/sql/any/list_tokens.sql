SELECT token_id, name, digest, rights, skills, created_at, expires_at, last_used, revoked_at FROM tokens ORDER BY token_id
