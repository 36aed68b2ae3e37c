SELECT CAST(COALESCE(SUM(revision), 0) AS BIGINT) FROM registered_skills
