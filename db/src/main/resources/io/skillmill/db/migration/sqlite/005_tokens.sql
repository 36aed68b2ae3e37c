-- Who may use a host, and for what. The tokens themselves are nowhere: only what SHA-256 makes of them.

CREATE TABLE tokens (
  token_id   INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT    NOT NULL,
  digest     TEXT    NOT NULL UNIQUE,
  rights     TEXT    NOT NULL,
  skills     TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used  INTEGER,
  revoked_at INTEGER
) STRICT;

-- A name is free again once its token was revoked.
CREATE UNIQUE INDEX tokens_name ON tokens (name) WHERE revoked_at IS NULL;
