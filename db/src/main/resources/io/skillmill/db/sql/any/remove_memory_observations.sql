DELETE FROM memory_observations WHERE entity_id = ?
