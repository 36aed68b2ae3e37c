-- Instants are epoch milliseconds. Results stay plain JSON text, so that people can open the file with
-- sqlite3 and ask it questions.

CREATE TABLE tasks (
  task_id        INTEGER PRIMARY KEY AUTOINCREMENT,
  task_type      TEXT    NOT NULL,
  skill_path     TEXT    NOT NULL,
  status         TEXT    NOT NULL
                 CHECK (status IN ('queued', 'in_progress', 'completed', 'failed', 'cancelled')),
  created_at     INTEGER NOT NULL,
  started_at     INTEGER,
  completed_at   INTEGER,
  worker_id      TEXT,
  metadata       TEXT,
  queue          TEXT    NOT NULL,
  priority       INTEGER NOT NULL,
  run_at         INTEGER NOT NULL,
  waiting        INTEGER NOT NULL,
  attempt        INTEGER NOT NULL DEFAULT 0,
  spent          INTEGER NOT NULL DEFAULT 0,
  refunds        INTEGER NOT NULL DEFAULT 0,
  max_attempts   INTEGER NOT NULL,
  timeout_ms     INTEGER NOT NULL,
  lease_id       TEXT,
  parser         TEXT,
  parser_version TEXT,
  content_hash   TEXT,
  dedupe_key     TEXT,
  rejected       INTEGER NOT NULL DEFAULT 0,
  error          TEXT
) STRICT;

-- Claims walk this one from its start. A task that waits for its time is not in it, or a million delayed
-- tasks of high priority would stand in the way of every claim.
CREATE INDEX tasks_ready ON tasks (queue, priority DESC, task_id)
  WHERE status = 'queued' AND waiting = 0;

CREATE INDEX tasks_waiting ON tasks (queue, run_at) WHERE status = 'queued' AND waiting = 1;

CREATE INDEX tasks_claimed ON tasks (worker_id) WHERE status = 'in_progress';

-- Not unique: a finished task keeps its key, to answer for the next one. That at most one live task has
-- a key is checked by the transaction that adds it, and SQLite runs one such transaction at a time.
CREATE INDEX tasks_key ON tasks (dedupe_key) WHERE dedupe_key IS NOT NULL;

CREATE TABLE attempts (
  task_id     INTEGER NOT NULL,
  attempt     INTEGER NOT NULL,
  lease_id    TEXT    NOT NULL,
  worker_id   TEXT    NOT NULL,
  claimed_at  INTEGER NOT NULL,
  started_at  INTEGER,
  ended_at    INTEGER,
  duration_ms INTEGER,
  outcome     TEXT,
  error       TEXT,
  late_at     INTEGER,
  late_result TEXT,
  PRIMARY KEY (task_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE results (
  task_id    INTEGER PRIMARY KEY,
  result     TEXT,
  error      TEXT,
  metrics    TEXT    NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contents (
  content_hash TEXT PRIMARY KEY,
  manifest     TEXT    NOT NULL,
  body         BLOB    NOT NULL,
  uses         INTEGER NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX contents_unused ON contents (uses) WHERE uses <= 0;

-- Which task answers for a path: its own, or the one that already held the same content.
CREATE TABLE sources (
  skill_path TEXT PRIMARY KEY,
  task_id    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE workers (
  worker_id       TEXT PRIMARY KEY,
  status          TEXT    NOT NULL CHECK (status IN ('active', 'stopped', 'lost')),
  tasks_completed INTEGER NOT NULL DEFAULT 0,
  last_heartbeat  INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  incarnation     TEXT    NOT NULL,
  beats           INTEGER NOT NULL DEFAULT 0,
  host            TEXT    NOT NULL,
  pid             INTEGER NOT NULL,
  slots           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE queues (
  queue  TEXT PRIMARY KEY,
  paused INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Kept in the same transactions as the tasks they count.
CREATE TABLE counters (
  queue  TEXT    NOT NULL,
  status TEXT    NOT NULL,
  tasks  INTEGER NOT NULL,
  PRIMARY KEY (queue, status)
) STRICT, WITHOUT ROWID;
