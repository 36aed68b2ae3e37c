package io.skillmill.db.dialect;

import com.zaxxer.hikari.HikariDataSource;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/**
 * What each database does in its own way. It is told to do things and never asked what it can.
 * Thread-safe.
 */
public sealed interface Dialect permits SqliteDialect, PostgresDialect {

  /** What must be done on a connection before it writes. */
  @FunctionalInterface
  interface Preparation {
    void of(Session session) throws SQLException;
  }

  /** The database at this address: a path, or a URL with {@code postgresql:}. */
  static Dialect of(String address) {
    return PostgresUrl.parse(address)
        .<Dialect>map(PostgresDialect::new)
        .orElseGet(() -> SqliteDialect.at(address));
  }

  /** Where it is, for messages; without any password. */
  String place();

  // ---- opening

  /**
   * Opens a connection that writes, and makes the store where there is none.
   *
   * @param preparation brings the tables up to date
   * @throws ProblemException where that cannot be, with the remedy
   */
  Pen openPen(Preparation preparation);

  /** The readers' pool, filled as it is used. */
  HikariDataSource openReaders(int most);

  /** Makes a session of one of the pool's connections. */
  Session reader(Connection pooled);

  /** Opens an ear for the commits of other processes. */
  Watch openWatch() throws SQLException;

  /** Opens a mouth that tells other processes of commits of this one. */
  Herald openHerald();

  /**
   * What to use for that which no slow write may hold up: a thing of its own, or the shared one
   * where the database lets only one write at a time anyway.
   */
  <T> T reserved(T shared, Supplier<T> own);

  // ---- migrating

  /** The folder of its migrations. */
  String migrations();

  /** Begins a transaction in which nobody else migrates. */
  void beginMigration(Session session) throws SQLException;

  /** The version of the tables; 0 where there are none. */
  int version(Session session) throws SQLException;

  /** Writes down the version, commits and leaves the session as a pen uses it. */
  void endMigration(Session session, int version) throws SQLException;

  /** Undoes what was done since the migration began. */
  void undoMigration(Session session) throws SQLException;

  // ---- trouble

  /** Tells what kind of trouble an exception of the driver is. */
  Trouble judge(SQLException e);

  /** The problem that an exception of the driver means, with the remedy. */
  ProblemException problem(SQLException e);

  // ---- care

  /** What the database itself finds wrong; nothing where it is sound. */
  List<String> integrity(Session session) throws SQLException;

  /** Writes a complete copy to a file that does not exist yet, while others go on working. */
  void backup(Path target);

  // ---- for a while

  /**
   * The address of another store in the same place, for example on the same disk or server.
   *
   * @param name letters, digits and underscores; there must be none of this name yet
   */
  String beside(String name);

  /** Removes the store with everything in it. Nobody may have it open. */
  void remove();
}
