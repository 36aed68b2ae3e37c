-- Several hosts may note it; the latest stays.
UPDATE tokens SET last_used = ?1 WHERE token_id = ?2 AND (last_used IS NULL OR last_used < ?1)
