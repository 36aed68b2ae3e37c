UPDATE contents SET uses = uses + 1 WHERE content_hash = ?
