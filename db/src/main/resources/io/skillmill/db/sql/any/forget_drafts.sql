-- What was decided about, but for the newest so many of it. What waits for a decision stays.
DELETE FROM skill_drafts
WHERE state <> 'draft' AND draft_id < (
  SELECT MIN(draft_id) FROM (
    SELECT draft_id FROM skill_drafts WHERE state <> 'draft' ORDER BY draft_id DESC LIMIT ?) AS kept)
