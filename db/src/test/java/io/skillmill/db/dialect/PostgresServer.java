package io.skillmill.db.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL for the tests: the one that SKILLMILL_TEST_PG names, else one of our own that
 * is unpacked from a jar and ends with this process. One for all tests of a JVM; each test has a
 * schema of its own.
 */
public final class PostgresServer {

  private static final String VARIABLE = "SKILLMILL_TEST_PG";

  private static @Nullable PostgresServer running;
  private static boolean tried;

  private final String address;

  private PostgresServer(String address) {
    this.address = address;
  }

  /** The server; empty, after one printed line, where this machine cannot have one. */
  public static synchronized Optional<PostgresServer> find() {
    if (!tried) {
      tried = true;
      running = start();
    }
    return Optional.ofNullable(running);
  }

  private static @Nullable PostgresServer start() {
    String given = System.getenv(VARIABLE);
    if (given != null && !given.isBlank()) {
      return new PostgresServer(given);
    }
    try {
      return new PostgresServer(PostgresProcess.start().address());
    } catch (PostgresProcess.Unavailable e) {
      System.out.printf(
          "PostgreSQL tests skipped: %s; name one with %s%n", e.getMessage(), VARIABLE);
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A schema that no other test has. */
  public Schema schema() {
    String name = "t" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return new Schema(name, address + (address.contains("?") ? "&" : "?") + "schema=" + name);
  }

  /** An address for a store, and what a test may do behind the store's back. */
  public record Schema(String name, String address) implements AutoCloseable {

    private PostgresUrl url() {
      return PostgresUrl.parse(address).orElseThrow();
    }

    /** A connection whose search path is the schema. */
    public Connection connect() throws SQLException {
      return new PostgresConnections(url()).open();
    }

    /** Runs statements of the test's own. */
    public void run(String sql) throws SQLException {
      try (var connection = connect();
          var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    /** The first column of the first row. */
    public String ask(String sql) throws SQLException {
      try (var connection = connect();
          var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        rows.next();
        return String.valueOf(rows.getString(1));
      }
    }

    @Override
    public void close() {
      try {
        run("DROP SCHEMA IF EXISTS " + url().quotedSchema() + " CASCADE");
      } catch (SQLException e) {
        throw new IllegalStateException("The schema " + name + " could not be dropped", e);
      }
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
