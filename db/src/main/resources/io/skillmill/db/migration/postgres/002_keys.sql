-- A task without a key need not stand in the indexes of keys, which every move of it would write to.

DROP INDEX tasks_live_key;

CREATE UNIQUE INDEX tasks_live_key ON tasks (dedupe_key)
  WHERE dedupe_key IS NOT NULL AND status IN ('queued', 'in_progress');

DROP INDEX tasks_ended_key;

CREATE INDEX tasks_ended_key ON tasks (dedupe_key)
  WHERE dedupe_key IS NOT NULL AND status IN ('completed', 'failed');
