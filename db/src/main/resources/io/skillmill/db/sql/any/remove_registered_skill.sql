UPDATE registered_skills SET revision = revision + 1, active = 0
WHERE skill_name = ? AND active = 1
RETURNING revision
