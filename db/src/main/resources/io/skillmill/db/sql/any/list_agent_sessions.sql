-- Those past the first so many are the ones that nobody went on with for the longest time.
SELECT session_id, owner, session_name, created_at, updated_at, turns
FROM agent_sessions WHERE owner = ? ORDER BY updated_at DESC, session_id DESC LIMIT ? OFFSET ?
