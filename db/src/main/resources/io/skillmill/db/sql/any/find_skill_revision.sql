SELECT skill_name, revision, act, version, kind, declaration, source, content_hash, of_revision, acted_by, acted_at
FROM skill_revisions WHERE skill_name = ? AND revision = ?
