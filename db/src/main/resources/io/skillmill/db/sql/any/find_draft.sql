SELECT draft_id, skill_name, kind, wished, declaration, source, examples, transcript, model, prompt_tokens, completion_tokens,
  made_by, made_at, state, decided_by, decided_at, revision
FROM skill_drafts WHERE draft_id = ?
