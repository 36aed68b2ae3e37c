-- By the one who took it, and by nobody else.
UPDATE skill_drafts SET state = 'draft', decided_by = NULL, decided_at = NULL
WHERE draft_id = ? AND state = 'approved' AND revision IS NULL AND decided_by = ? AND decided_at = ?
