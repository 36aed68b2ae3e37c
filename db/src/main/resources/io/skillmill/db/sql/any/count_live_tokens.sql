SELECT count(*) FROM tokens WHERE revoked_at IS NULL
