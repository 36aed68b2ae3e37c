package io.skillmill.db.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that runs statements by name. It keeps every statement prepared, because the driver
 * has no cache of its own and preparing costs more than most of them take to run. Not thread-safe.
 */
public final class Session implements AutoCloseable {

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Tally tally = new Tally();

  public Session(Connection connection) {
    this.connection = connection;
  }

  /** What one row is turned into. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  /** Runs a statement that changes rows, and says how many. */
  public int change(String name, @Nullable Object... values) throws SQLException {
    return bound(name, values).executeUpdate();
  }

  /**
   * Runs a statement that gives rows, and reads all of them at once: a result left open would keep
   * a lock.
   */
  public <T> List<T> rows(String name, Reader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (ResultSet results = bound(name, values).executeQuery()) {
      var all = new ArrayList<T>();
      var row = new Row(results);
      while (row.next()) {
        all.add(reader.read(row));
      }
      return all;
    }
  }

  /** The first row, if there is any. */
  public <T> Optional<T> row(String name, Reader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (ResultSet results = bound(name, values).executeQuery()) {
      var row = new Row(results);
      return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
    }
  }

  /** Runs a statement given by its text, for the few that no file should hold. */
  public void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Reads rows of a statement given by its text. */
  public <T> List<T> ask(String sql, Reader<T> reader) throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      var all = new ArrayList<T>();
      var row = new Row(results);
      while (row.next()) {
        all.add(reader.read(row));
      }
      return all;
    }
  }

  /** The changes to the counters that this transaction makes so far. */
  public Tally tally() {
    return tally;
  }

  private PreparedStatement bound(String name, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = prepared.get(name);
    if (statement == null) {
      statement = connection.prepareStatement(Statements.text(name));
      prepared.put(name, statement);
    }
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case String text -> statement.setString(index, text);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
      case Instant instant -> statement.setLong(index, instant.toEpochMilli());
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Optional<?> optional -> bind(statement, index, optional.orElse(null));
      default -> throw new IllegalArgumentException("Cannot bind a " + value.getClass());
    }
  }

  @Override
  public void close() throws SQLException {
    prepared.clear();
    connection.close();
  }
}
