-- The row is held until the end of the transaction, so no two revisions get one number.
INSERT INTO registered_skills (skill_name, revision, active) VALUES (?, 1, 1)
ON CONFLICT (skill_name) DO UPDATE SET revision = registered_skills.revision + 1, active = 1
RETURNING revision
