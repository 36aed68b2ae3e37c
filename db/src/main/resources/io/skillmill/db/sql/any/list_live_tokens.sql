SELECT token_id, name, digest, rights, skills, created_at, expires_at, last_used, revoked_at FROM tokens
WHERE revoked_at IS NULL
ORDER BY token_id
