SELECT 0, e.entity_id, o.observation_id, e.name, e.entity_type, o.content
FROM memory_entities e LEFT JOIN memory_observations o ON o.entity_id = e.entity_id
WHERE e.name = ?
ORDER BY 3
