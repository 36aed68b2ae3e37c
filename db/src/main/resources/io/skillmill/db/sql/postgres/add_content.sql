-- Another process may have stored the same since we looked.
INSERT INTO contents (content_hash, manifest, body, uses, created_at)
SELECT * FROM unnest(?::text[], ?::text[], ?::bytea[], ?::bigint[], ?::bigint[])
ON CONFLICT (content_hash) DO UPDATE SET uses = contents.uses + excluded.uses
