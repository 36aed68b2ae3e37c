INSERT INTO skill_revisions
  (skill_name, revision, act, version, kind, declaration, source, content_hash, of_revision, acted_by, acted_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
