SELECT r.skill_name, r.revision, r.content_hash
FROM registered_skills s JOIN skill_revisions r ON r.skill_name = s.skill_name AND r.revision = s.revision
WHERE s.active = 1 ORDER BY r.skill_name
