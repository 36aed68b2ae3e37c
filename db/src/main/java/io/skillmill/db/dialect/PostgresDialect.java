package io.skillmill.db.dialect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.db.sql.Statements;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL: a server that many processes on many machines use. */
public final class PostgresDialect implements Dialect {

  private static final int OLDEST = 14;

  /**
   * Whoever writes finds rows by their keys. A plan that was chosen while the tables were small, or
   * before the statistics of a queue that filled within seconds were known, must not be another.
   */
  private static final String PLANS =
      "SET enable_seqscan TO off; SET enable_hashjoin TO off; SET enable_mergejoin TO off;"
          + " SET jit TO off";

  private final PostgresUrl url;
  private final PostgresConnections connections;
  private final PostgresProblems problems;

  PostgresDialect(PostgresUrl url) {
    this.url = url;
    this.connections = new PostgresConnections(url);
    this.problems = new PostgresProblems(url);
  }

  @Override
  public String place() {
    return url.toString();
  }

  // ---- opening

  @Override
  public Pen openPen(Preparation preparation) {
    Connection connection = null;
    try {
      connection = connections.open();
      refuseOldServer(connection);
      var session = new Session(connection, Statements.POSTGRES);
      preparation.of(session);
      session.run(PLANS);
      return new PostgresPen(this, connections, connection, session);
    } catch (SQLException e) {
      closeQuietly(connection);
      throw problem(e);
    } catch (RuntimeException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  @Override
  public HikariDataSource openReaders(int most) {
    var config = new HikariConfig();
    config.setPoolName("skillmill-readers");
    config.setDataSource(connections.source());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(10_000);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(connections.readingManners());
    return new HikariDataSource(config);
  }

  @Override
  public Session reader(Connection pooled) {
    return new Session(pooled, Statements.POSTGRES);
  }

  @Override
  public Watch openWatch() throws SQLException {
    return new PostgresWatch(connections.open(), channel());
  }

  @Override
  public Herald openHerald() {
    return new PostgresHerald(connections, channel());
  }

  @Override
  public <T> T reserved(T shared, Supplier<T> own) {
    return own.get();
  }

  /** A name for notices that no other store of the database has, and that needs no quotes. */
  private String channel() {
    return "skillmill_" + Long.toHexString(url.schema().hashCode() & 0xffff_ffffL);
  }

  private static void refuseOldServer(Connection connection) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    if (major < OLDEST) {
      throw Problem.store(
              "The store's server is PostgreSQL %s"
                  .formatted(connection.getMetaData().getDatabaseProductVersion()),
              "Use PostgreSQL %d or newer".formatted(OLDEST))
          .asException();
    }
  }

  // ---- migrating

  @Override
  public String migrations() {
    return "postgres";
  }

  @Override
  public void beginMigration(Session session) throws SQLException {
    session.run("BEGIN");
    session.ask(
        "SELECT pg_advisory_xact_lock(hashtextextended('skillmill migration '||%s, 0))"
            .formatted(literal(url.schema())),
        _ -> true);
    if (!is(session, "to_regnamespace(%s) IS NOT NULL", url.quotedSchema())) {
      session.run("CREATE SCHEMA " + url.quotedSchema());
    }
  }

  @Override
  public int version(Session session) throws SQLException {
    if (is(session, "to_regclass(%s) IS NOT NULL", url.quotedSchema() + ".skillmill_version")) {
      return session.ask("SELECT version FROM skillmill_version", Row::smallNumber).getFirst();
    }
    if (is(session, "to_regclass(%s) IS NOT NULL", url.quotedSchema() + ".tasks")) {
      throw Problem.store(
              "The schema %s of %s holds tables that are not Skillmill's"
                  .formatted(url.schema(), url),
              "Name another with schema=; this one was left as it is")
          .asException();
    }
    return 0;
  }

  @Override
  public void endMigration(Session session, int version) throws SQLException {
    session.run("UPDATE skillmill_version SET version = " + version);
    session.run("COMMIT");
  }

  @Override
  public void undoMigration(Session session) throws SQLException {
    session.run("ROLLBACK");
  }

  private static boolean is(Session session, String condition, String name) throws SQLException {
    return session.ask("SELECT " + condition.formatted(literal(name)), Row::flag).getFirst();
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  // ---- trouble

  @Override
  public Trouble judge(SQLException e) {
    return PostgresProblems.judge(e);
  }

  @Override
  public ProblemException problem(SQLException e) {
    return problems.problem(e);
  }

  // ---- care

  @Override
  public List<String> integrity(Session session) throws SQLException {
    var findings = new ArrayList<String>();
    findings.addAll(
        session.ask(
            """
            SELECT 'The index ' || c.relname || ' is not valid'
            FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
            WHERE NOT i.indisvalid AND c.relnamespace = to_regnamespace(%s)
            """
                .formatted(literal(url.quotedSchema())),
            Row::text));
    findings.addAll(
        session.ask(
            """
            SELECT 'The server counts ' || checksum_failures || ' damaged pages in this database'
            FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0
            """,
            Row::text));
    return findings;
  }

  @Override
  public void backup(Path target) {
    throw Problem.usage(
            "A store on PostgreSQL is not copied into a file by this program",
            "Use: pg_dump --schema=%s --file=%s, with the connection of the store"
                .formatted(url.quotedSchema(), target))
        .asException();
  }

  // ---- for a while

  @Override
  public String beside(String name) {
    return url.withSchema(name).address();
  }

  @Override
  public void remove() {
    try (var connection = connections.open();
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(url.quotedSchema()));
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  static void closeQuietly(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException ignored) {
      // Another failure is on its way up already, or the connection is of no use any more.
    }
  }
}
