INSERT INTO memory_entities (name, entity_type, folded) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING
