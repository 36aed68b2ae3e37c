-- The same only where nobody changed it since: compared and set in one statement.
UPDATE registered_skills SET revision = revision + 1, active = 1
WHERE skill_name = ? AND active = 1 AND revision = ?
RETURNING revision
