SELECT r.skill_name, r.revision, r.act, r.version, r.kind, r.declaration, r.source, r.content_hash, r.of_revision, r.acted_by,
  r.acted_at
FROM registered_skills s JOIN skill_revisions r ON r.skill_name = s.skill_name AND r.revision = s.revision
WHERE s.active = 1 AND s.skill_name = ?
