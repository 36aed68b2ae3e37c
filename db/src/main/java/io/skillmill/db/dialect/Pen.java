package io.skillmill.db.dialect;

import io.skillmill.db.sql.Session;
import java.sql.SQLException;

/** A connection that writes, one transaction after the other. Not thread-safe. */
public sealed interface Pen extends AutoCloseable permits SqlitePen, PostgresPen {

  Session session();

  /**
   * Begins a transaction, letting other processes in between where that is for this one to do.
   *
   * @param synced whether its commit has to survive a loss of power
   */
  void begin(boolean synced) throws SQLException;

  void commit() throws SQLException;

  /** What is due after a commit now and then; those who waited for it need not wait for this. */
  void tidyUp() throws SQLException;

  /** Undoes the transaction, if there is still one. */
  void rollback();

  /** Finds out what became of a transaction whose commit failed. */
  Fate fate(SQLException failure);

  /** Closes the connection, whatever state it is in. */
  @Override
  void close();

  /** What became of a transaction. */
  enum Fate {
    COMMITTED,
    UNDONE,
    UNKNOWN
  }
}
