-- Skills that a language model wrote. None of them can be called before somebody has approved it, and then it is a registered one.

CREATE TABLE skill_drafts (
  draft_id          INTEGER PRIMARY KEY AUTOINCREMENT,
  skill_name        TEXT    NOT NULL,
  kind              TEXT    NOT NULL,
  wished            TEXT    NOT NULL,
  declaration       TEXT    NOT NULL,
  source            TEXT    NOT NULL,
  examples          TEXT    NOT NULL,
  transcript        TEXT    NOT NULL,
  model             TEXT    NOT NULL,
  prompt_tokens     INTEGER NOT NULL,
  completion_tokens INTEGER NOT NULL,
  made_by           TEXT    NOT NULL,
  made_at           INTEGER NOT NULL,
  state             TEXT    NOT NULL,
  decided_by        TEXT,
  decided_at        INTEGER,
  revision          INTEGER
) STRICT;
