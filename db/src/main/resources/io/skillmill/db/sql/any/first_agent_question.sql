-- With which the history begins where it is cut: a call is never kept without what came of it.
SELECT MIN(number) FROM agent_messages WHERE session_id = ? AND role = 'user' AND number > ?
