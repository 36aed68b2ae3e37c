-- Taken by one at a time. One that was taken long ago and has no revision was left so by a process that died.
UPDATE skill_drafts SET state = 'approved', decided_by = ?, decided_at = ?
WHERE draft_id = ? AND (state = 'draft' OR (state = 'approved' AND revision IS NULL AND decided_at < ?))
