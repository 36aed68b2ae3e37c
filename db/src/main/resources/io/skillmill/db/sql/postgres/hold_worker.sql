-- Until we commit, nobody takes this worker for dead: what it claims would be missed. Its own signs of
-- life are not held up, because they change no column of a unique index.
SELECT 1 FROM workers WHERE worker_id = ? AND incarnation = ? AND status = 'active' FOR KEY SHARE
