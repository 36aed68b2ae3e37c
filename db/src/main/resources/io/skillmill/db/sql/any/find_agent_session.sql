SELECT session_id, owner, session_name, created_at, updated_at, turns
FROM agent_sessions WHERE session_id = ? AND owner = ?
