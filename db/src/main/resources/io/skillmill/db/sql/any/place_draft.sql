-- Whatever was decided meanwhile, for it serves.
UPDATE skill_drafts SET state = 'approved', decided_by = ?, decided_at = ?, revision = ? WHERE draft_id = ?
