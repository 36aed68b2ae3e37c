UPDATE contents SET uses = uses - used.times
FROM unnest(?::text[], ?::bigint[]) AS used (content_hash, times)
WHERE contents.content_hash = used.content_hash
