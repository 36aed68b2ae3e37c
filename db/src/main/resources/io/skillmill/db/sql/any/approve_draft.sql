-- One that was approved and has no revision was left so by a process that died: it may be approved again.
UPDATE skill_drafts SET state = 'approved', decided_by = ?, decided_at = ?
WHERE draft_id = ? AND (state = 'draft' OR (state = 'approved' AND revision IS NULL))
