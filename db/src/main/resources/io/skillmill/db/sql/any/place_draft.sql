UPDATE skill_drafts SET revision = ? WHERE draft_id = ? AND state = 'approved'
