DELETE FROM agent_sessions WHERE session_id = ? AND owner = ?
