DELETE FROM memory_relations WHERE source_id = ?1 OR target_id = ?1
