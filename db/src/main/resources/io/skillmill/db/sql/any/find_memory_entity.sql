SELECT entity_id FROM memory_entities WHERE name = ?
