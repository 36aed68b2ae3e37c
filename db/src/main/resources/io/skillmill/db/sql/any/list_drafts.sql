-- Without the texts, which may be long; of one state, or of all where none is named.
SELECT draft_id, skill_name, kind, wished, '', '', '', '', model, prompt_tokens, completion_tokens,
  made_by, made_at, state, decided_by, decided_at, revision
FROM skill_drafts WHERE state = ? OR ? = '' ORDER BY draft_id DESC LIMIT ?
