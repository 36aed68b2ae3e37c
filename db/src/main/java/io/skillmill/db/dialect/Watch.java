package io.skillmill.db.dialect;

import java.sql.SQLException;

/** An ear for the commits of other processes. */
public sealed interface Watch extends AutoCloseable permits SqliteWatch, PostgresWatch {

  /** Waits a little, and says whether there may have been a commit since the last time. */
  boolean heard() throws SQLException;

  /** Nobody waits for a while, so nothing need be noted that is told meanwhile. */
  void ignore();

  @Override
  void close();
}
