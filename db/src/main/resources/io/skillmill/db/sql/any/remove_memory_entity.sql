DELETE FROM memory_entities WHERE entity_id = ?
