SELECT role, message, actions, said_at FROM agent_messages WHERE session_id = ? ORDER BY number
