-- One whose approval was left by a process that died is there to be rejected, too.
UPDATE skill_drafts SET state = 'rejected', decided_by = ?, decided_at = ?
WHERE draft_id = ? AND (state = 'draft' OR (state = 'approved' AND revision IS NULL AND decided_at < ?))
