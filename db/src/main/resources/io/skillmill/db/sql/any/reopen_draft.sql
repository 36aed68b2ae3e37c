UPDATE skill_drafts SET state = 'draft', decided_by = NULL, decided_at = NULL
WHERE draft_id = ? AND state = 'approved' AND revision IS NULL
