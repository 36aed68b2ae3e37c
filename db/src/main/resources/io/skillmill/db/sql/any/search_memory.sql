SELECT 0, e.entity_id, o.observation_id, e.name, e.entity_type, o.content
FROM memory_entities e LEFT JOIN memory_observations o ON o.entity_id = e.entity_id
WHERE e.folded LIKE ?1 ESCAPE '!'
   OR e.entity_id IN (SELECT m.entity_id FROM memory_observations m WHERE m.folded LIKE ?1 ESCAPE '!')
ORDER BY 2, 3
