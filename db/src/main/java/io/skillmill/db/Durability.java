package io.skillmill.db;

/** What has to be true before a write is acknowledged. */
public enum Durability {
  /** It survives power loss. */
  SYNCED,
  /** It survives the end of the process; power loss may undo it. */
  RELAXED
}
