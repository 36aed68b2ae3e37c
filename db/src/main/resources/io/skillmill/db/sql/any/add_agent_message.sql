INSERT INTO agent_messages (session_id, number, role, message, actions, said_at) VALUES (?, ?, ?, ?, ?, ?)
