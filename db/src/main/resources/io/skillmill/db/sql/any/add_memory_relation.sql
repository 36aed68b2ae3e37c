INSERT INTO memory_relations (source_id, target_id, relation_type) VALUES (?, ?, ?)
ON CONFLICT (source_id, target_id, relation_type) DO NOTHING
