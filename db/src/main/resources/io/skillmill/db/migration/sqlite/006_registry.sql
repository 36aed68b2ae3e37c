-- Skills that were registered at run time. Of each name the number of its latest revision, and every revision there was.
-- The numbers only rise, so that their sum tells whether anything has changed.

CREATE TABLE registered_skills (
  skill_name TEXT    PRIMARY KEY,
  revision   INTEGER NOT NULL,
  active     INTEGER NOT NULL
) STRICT;

CREATE TABLE skill_revisions (
  skill_name   TEXT    NOT NULL,
  revision     INTEGER NOT NULL,
  act          TEXT    NOT NULL,
  version      TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  declaration  TEXT    NOT NULL,
  source       TEXT    NOT NULL,
  content_hash TEXT    NOT NULL,
  of_revision  INTEGER,
  acted_by     TEXT    NOT NULL,
  acted_at     INTEGER NOT NULL,
  PRIMARY KEY (skill_name, revision)
) STRICT;
