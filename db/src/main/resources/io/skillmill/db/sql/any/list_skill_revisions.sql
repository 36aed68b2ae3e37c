-- Without the texts, which may be long.
SELECT skill_name, revision, act, version, kind, '', '', content_hash, of_revision, acted_by, acted_at
FROM skill_revisions WHERE skill_name = ? ORDER BY revision DESC LIMIT ?
