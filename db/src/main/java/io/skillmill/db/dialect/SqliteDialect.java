package io.skillmill.db.dialect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.db.sql.Statements;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite: a file that this process and others open.
 *
 * <p>No file of the database is ever opened by other means than SQLite itself: closing such a
 * descriptor would drop every lock that this process holds on it.
 */
public final class SqliteDialect implements Dialect {

  /** "SKML"; tells a store from other people's databases. */
  public static final int APPLICATION_ID = 0x534B4D4C;

  /**
   * Older ones can corrupt a database that two connections write to (https://sqlite.org/wal.html).
   */
  private static final String OLDEST = "3.51.3";

  private static final long LOCKED_NANOS_MAX = 30_000_000_000L;

  /** How long a store may take to be made by somebody else at the same moment. */
  private static final long MAKING_NANOS = 2_000_000_000L;

  private static final long MAKING_WAIT_NANOS = 20_000_000L;

  private final Path file;

  public SqliteDialect(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  /** The file at this path, which may be written with {@code sqlite:} before it. */
  static SqliteDialect at(String address) {
    String path = address.startsWith("sqlite:") ? address.substring(7) : address;
    try {
      return new SqliteDialect(Path.of(path));
    } catch (InvalidPathException e) {
      throw Problem.usage("'%s' is not a path for a store".formatted(path), "Give another path")
          .causedBy(e);
    }
  }

  @Override
  public String place() {
    return file.toString();
  }

  /** A file that somebody has only just begun may be half made, and is looked at again. */
  @Override
  public Pen openPen(Preparation preparation) {
    long start = System.nanoTime();
    while (true) {
      try {
        return new SqlitePen(this, openOnce(preparation));
      } catch (ProblemException e) {
        if (System.nanoTime() - start > MAKING_NANOS || !isBeingMade()) {
          throw e;
        }
        LockSupport.parkNanos(MAKING_WAIT_NANOS);
      }
    }
  }

  private boolean isBeingMade() {
    try {
      long age = System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
      return age < MAKING_NANOS / 1_000_000;
    } catch (IOException e) {
      return false;
    }
  }

  private Session openOnce(Preparation preparation) {
    StoreFile.check(file);
    NativeLibrary.prepare();
    Session session = null;
    try {
      session = new Session(connect(new Properties()), Statements.SQLITE);
      refuseOldSqlite(session);
      refuseStrangers(session);
      session.run("PRAGMA busy_timeout=10000");
      session.run("PRAGMA journal_mode=WAL");
      session.run("PRAGMA synchronous=FULL");
      session.run("PRAGMA journal_size_limit=67108864");
      session.run("PRAGMA wal_autocheckpoint=6000"); // the pen is quicker: see its tidyUp
      session.run("PRAGMA cache_size=-65536");
      session.run("PRAGMA temp_store=MEMORY");
      preparation.of(session);
      // From here on a busy database is waited for in our own way: see beginWrite.
      session.run("PRAGMA busy_timeout=0");
      return session;
    } catch (SQLException | RuntimeException e) {
      closeQuietly(session);
      throw e instanceof SQLException sql ? problem(sql) : (RuntimeException) e;
    }
  }

  private Session openReader() throws SQLException {
    var reader = new Session(connect(new Properties()), Statements.SQLITE);
    reader.run("PRAGMA query_only=ON");
    reader.run("PRAGMA busy_timeout=10000");
    return reader;
  }

  @Override
  public HikariDataSource openReaders(int most) {
    var sqlite = new SQLiteConfig();
    sqlite.setBusyTimeout(10_000);
    sqlite.setCacheSize(-16_384);
    var source = new SQLiteDataSource(sqlite);
    source.setUrl(JDBC.PREFIX + file);
    var config = new HikariConfig();
    config.setPoolName("skillmill-readers");
    config.setDataSource(source);
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(0);
    config.setMaxLifetime(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql("PRAGMA query_only=ON");
    return new HikariDataSource(config);
  }

  @Override
  public Session reader(Connection pooled) {
    return new Session(pooled, Statements.SQLITE);
  }

  @Override
  public Watch openWatch() throws SQLException {
    return new SqliteWatch(openReader(), file);
  }

  /** Nothing to say: other processes see in the file itself that it has changed. */
  @Override
  public Herald openHerald() {
    return new Herald() {
      @Override
      public void tell() {}

      @Override
      public void close() {}
    };
  }

  /** Two connections of one process that write would only wait for each other. */
  @Override
  public <T> T reserved(T shared, Supplier<T> own) {
    return shared;
  }

  @Override
  public String migrations() {
    return "sqlite";
  }

  @Override
  public void beginMigration(Session session) throws SQLException {
    beginWrite(session);
  }

  @Override
  public int version(Session session) throws SQLException {
    return session.ask("PRAGMA user_version", Row::smallNumber).getFirst();
  }

  @Override
  public void endMigration(Session session, int version) throws SQLException {
    session.run("PRAGMA application_id=" + APPLICATION_ID);
    session.run("PRAGMA user_version=" + version);
    session.run("COMMIT");
  }

  @Override
  public void undoMigration(Session session) throws SQLException {
    session.run("ROLLBACK");
  }

  /**
   * Begins a transaction that may write. SQLite's own waiting is unfair, a process can starve for
   * seconds; short random waits let everyone in.
   */
  void beginWrite(Session session) throws SQLException {
    long start = System.nanoTime();
    long wait = 100_000;
    while (true) {
      try {
        session.run("BEGIN IMMEDIATE");
        return;
      } catch (SQLException e) {
        if (!isBusy(e)) {
          throw e;
        }
        if (System.nanoTime() - start > LOCKED_NANOS_MAX) {
          throw Problem.store(
                  "Another program has held the store %s locked for 30 seconds".formatted(file),
                  "End that program, or its transaction, and try again")
              .causedBy(e);
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(wait / 2, wait));
        wait = Math.min(wait * 2, 4_000_000);
      }
    }
  }

  /** A number that differs once any other connection has committed. */
  static long dataVersion(Session session) throws SQLException {
    return session.ask("PRAGMA data_version", Row::number).getFirst();
  }

  @Override
  public List<String> integrity(Session session) throws SQLException {
    return session.ask("PRAGMA integrity_check(20)", Row::text).stream()
        .filter(line -> !line.equals("ok"))
        .toList();
  }

  /** The copy is compact too. */
  @Override
  public void backup(Path target) {
    try (Session session = openReader()) {
      session.run("PRAGMA query_only=OFF"); // It counts the copy as a write.
      session.run("VACUUM INTO '" + target.toString().replace("'", "''") + "'");
    } catch (SQLException e) {
      throw Problem.store(
              "The backup %s could not be written (%s)".formatted(target, e.getMessage()),
              "Name a new file in a folder with room and write permission")
          .causedBy(e);
    }
  }

  /** In a folder of its own, on the same disk. */
  @Override
  public String beside(String name) {
    return StoreFile.nearestFolder(file).resolve(name).resolve("store.db").toString();
  }

  @Override
  public void remove() {
    StoreFile.remove(file);
  }

  /** After I/O errors the system may have lost pages. A busy file was waited for already. */
  @Override
  public Trouble judge(SQLException e) {
    return switch (code(e)) {
      case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_MISUSE, SQLITE_PROTOCOL ->
          Trouble.BROKEN;
      case SQLITE_FULL -> Trouble.SHARED;
      default -> Trouble.MISTAKE;
    };
  }

  @Override
  public ProblemException problem(SQLException e) {
    return switch (code(e)) {
      case SQLITE_NOTADB -> StoreFile.notAStore(file, e);
      case SQLITE_FULL ->
          Problem.store(
                  "The disk is full; nothing of this change was stored in " + file,
                  "Make room and try again: what was acknowledged before is safe")
              .causedBy(e);
      case SQLITE_CORRUPT ->
          Problem.store(
                  "The store %s is damaged (%s)".formatted(file, e.getMessage()),
                  "Restore a backup, or save what is readable with: sqlite3 FILE .recover")
              .causedBy(e);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
          Problem.store(
                  "The store %s cannot be written".formatted(file),
                  "Check the permissions of the file, its -wal and -shm neighbours and its folder")
              .causedBy(e);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          Problem.store(
                  "The store %s is locked by another program".formatted(file),
                  "End that program, or its transaction, and try again")
              .causedBy(e);
      default ->
          Problem.store(
                  "The store %s failed (%s)".formatted(file, e.getMessage()),
                  "Check the disk, then run: skillmill db check")
              .causedBy(e);
    };
  }

  private Connection connect(Properties properties) throws SQLException {
    Connection connection = JDBC.createConnection(JDBC.PREFIX + file, properties);
    if (connection == null) {
      throw new SQLException("The driver does not know the file " + file);
    }
    return connection;
  }

  private void refuseOldSqlite(Session session) throws SQLException {
    String version = session.ask("SELECT sqlite_version()", Row::text).getFirst();
    if (compareVersions(version, OLDEST) < 0) {
      throw Problem.store(
              "SQLite %s can corrupt a store that several programs write to".formatted(version),
              "Use a sqlite-jdbc with SQLite %s or newer".formatted(OLDEST))
          .asException();
    }
  }

  /** Before anything is written: is this file ours, or fresh? */
  private void refuseStrangers(Session session) throws SQLException {
    session.run("PRAGMA busy_timeout=10000");
    int id = session.ask("PRAGMA application_id", Row::smallNumber).getFirst();
    long objects = session.ask("SELECT count(*) FROM sqlite_master", Row::number).getFirst();
    if (id != APPLICATION_ID && (id != 0 || objects > 0)) {
      throw StoreFile.notAStore(file, null);
    }
  }

  static int compareVersions(String left, String right) {
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int order = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static boolean isBusy(SQLException e) {
    SQLiteErrorCode code = code(e);
    return code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED;
  }

  /** The plain code; extended ones carry it in their low byte. */
  private static SQLiteErrorCode code(SQLException e) {
    int code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().code : e.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & 0xff);
  }

  private static void closeQuietly(@Nullable Session session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException ignored) {
      // Another failure is on its way up already.
    }
  }
}
