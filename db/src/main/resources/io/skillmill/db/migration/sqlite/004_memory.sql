-- What the memory skill was told. All refers to entities by numbers that are never given out again: what is left over
-- of one that was removed belongs to none.

CREATE TABLE memory_entities (
  entity_id   INTEGER PRIMARY KEY AUTOINCREMENT,
  name        TEXT    NOT NULL UNIQUE,
  entity_type TEXT    NOT NULL,
  folded      TEXT    NOT NULL
) STRICT;

CREATE TABLE memory_observations (
  observation_id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_id      INTEGER NOT NULL,
  digest         TEXT    NOT NULL,
  content        TEXT    NOT NULL,
  folded         TEXT    NOT NULL,
  UNIQUE (entity_id, digest)
) STRICT;

CREATE TABLE memory_relations (
  relation_id   INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id     INTEGER NOT NULL,
  target_id     INTEGER NOT NULL,
  relation_type TEXT    NOT NULL,
  UNIQUE (source_id, target_id, relation_type)
) STRICT;

CREATE INDEX memory_relations_target ON memory_relations (target_id);
