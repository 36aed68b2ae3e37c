package io.skillmill.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Where queues are measured.
 *
 * @param engine for people
 * @param address as Skillmill takes it
 */
record Place(String engine, String address) {

  boolean isServer() {
    return address.startsWith("postgresql:");
  }

  /** Connections for a peer, to an empty database of its own: one file, or one schema. */
  HikariDataSource fresh(String schema, int connections) throws IOException, SQLException {
    var config = new HikariConfig();
    config.setMaximumPoolSize(connections);
    if (isServer()) {
      config.setJdbcUrl(jdbc() + "&currentSchema=" + schema);
      try (var admin = java.sql.DriverManager.getConnection(jdbc());
          var statement = admin.createStatement()) {
        statement.execute(
            "DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s".formatted(schema));
      }
    } else {
      Path file = Path.of(address).resolveSibling(schema + ".db");
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(Path.of(file + suffix));
      }
      // As durable as ours, and as patient. A transaction that begins with a read cannot write any
      // more once somebody else has, which no patience helps; JobRunr's workers die of it.
      config.setJdbcUrl(
          ("jdbc:sqlite:%s?journal_mode=WAL&synchronous=FULL&busy_timeout=10000"
                  + "&transaction_mode=IMMEDIATE")
              .formatted(file));
    }
    return new HikariDataSource(config);
  }

  /** {@code postgresql://user@host:port/database} as the driver takes it. */
  private String jdbc() {
    String rest = address.substring("postgresql://".length());
    int at = rest.indexOf('@');
    return "jdbc:postgresql://%s?user=%s".formatted(rest.substring(at + 1), rest.substring(0, at));
  }

  /** A table for results, for peers that keep none themselves. */
  static void makeResults(HikariDataSource source) throws SQLException {
    run(source, "CREATE TABLE peer_results (job TEXT, body TEXT)");
  }

  static void run(HikariDataSource source, String... statements) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static void keepResult(HikariDataSource source, String job, String body) {
    try (var connection = source.getConnection();
        var insert = connection.prepareStatement("INSERT INTO peer_results VALUES (?, ?)")) {
      insert.setString(1, job);
      insert.setString(2, body);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until a query gives 0. */
  static void awaitNone(HikariDataSource source, String count) throws Exception {
    long end = System.nanoTime() + 600_000_000_000L;
    while (System.nanoTime() < end) {
      try (var connection = source.getConnection();
          var statement = connection.createStatement();
          var row = statement.executeQuery(count)) {
        row.next();
        if (row.getLong(1) == 0) {
          return;
        }
      }
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
    throw new IllegalStateException("The queue did not become empty in ten minutes");
  }
}
