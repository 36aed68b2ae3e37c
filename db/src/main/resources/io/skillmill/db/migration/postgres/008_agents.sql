-- What people and the host's agent said to each other.

CREATE TABLE agent_sessions (
  session_id   TEXT    PRIMARY KEY,
  owner        TEXT    NOT NULL,
  session_name TEXT    NOT NULL,
  created_at   BIGINT  NOT NULL,
  updated_at   BIGINT  NOT NULL,
  turns        BIGINT  NOT NULL
);

CREATE INDEX agent_sessions_by_owner ON agent_sessions (owner, updated_at);

CREATE TABLE agent_messages (
  session_id TEXT    NOT NULL,
  number     BIGINT  NOT NULL,
  role       TEXT    NOT NULL,
  message    TEXT    NOT NULL,
  actions    TEXT    NOT NULL,
  said_at    BIGINT  NOT NULL,
  PRIMARY KEY (session_id, number)
);
