-- Only where nobody else took a turn since it was read: two hosts may serve one store.
UPDATE agent_sessions SET turns = turns + 1, updated_at = ? WHERE session_id = ? AND owner = ? AND turns = ?
