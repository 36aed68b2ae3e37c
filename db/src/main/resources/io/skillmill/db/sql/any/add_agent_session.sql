INSERT INTO agent_sessions (session_id, owner, session_name, created_at, updated_at, turns) VALUES (?, ?, ?, ?, ?, 0)
