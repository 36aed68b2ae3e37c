-- Both parts in one statement, so that they are of one moment.
SELECT 0 AS part, e.entity_id AS of_part, o.observation_id AS within, e.name AS one, e.entity_type AS other, o.content AS more
FROM memory_entities e LEFT JOIN memory_observations o ON o.entity_id = e.entity_id
UNION ALL
SELECT 1, r.relation_id, 0, s.name, t.name, r.relation_type
FROM memory_relations r
JOIN memory_entities s ON s.entity_id = r.source_id
JOIN memory_entities t ON t.entity_id = r.target_id
ORDER BY 1, 2, 3
