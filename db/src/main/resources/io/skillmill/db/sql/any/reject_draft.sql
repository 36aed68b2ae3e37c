UPDATE skill_drafts SET state = 'rejected', decided_by = ?, decided_at = ? WHERE draft_id = ? AND state = 'draft'
