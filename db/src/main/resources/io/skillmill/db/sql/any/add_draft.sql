INSERT INTO skill_drafts
  (skill_name, kind, wished, declaration, source, examples, transcript, model, prompt_tokens, completion_tokens,
   made_by, made_at, state)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft')
RETURNING draft_id
