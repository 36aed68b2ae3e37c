SELECT COALESCE(MAX(number), 0) FROM agent_messages WHERE session_id = ?
