DELETE FROM memory_relations WHERE source_id = ? AND target_id = ? AND relation_type = ?
