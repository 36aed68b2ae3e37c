DELETE FROM agent_messages WHERE session_id = ? AND number < ?
