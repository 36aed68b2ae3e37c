-- The same only where no skill of the name is there now.
INSERT INTO registered_skills (skill_name, revision, active) VALUES (?, 1, 1)
ON CONFLICT (skill_name) DO UPDATE SET revision = registered_skills.revision + 1, active = 1
  WHERE registered_skills.active = 0
RETURNING revision
