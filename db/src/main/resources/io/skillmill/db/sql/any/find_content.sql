SELECT manifest, body FROM contents WHERE content_hash = ?
