UPDATE contents SET uses = uses + ?2 WHERE content_hash = ?1 RETURNING content_hash
