package io.skillmill.db.sql;

import java.sql.Array;
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
 * A connection that runs statements by name. It keeps every statement prepared, because preparing
 * costs more than most of them take to run. Not thread-safe.
 */
public final class Session implements AutoCloseable {

  private final Connection connection;
  private final Statements statements;
  private final Map<String, Prepared> prepared = new HashMap<>();
  private final Tally tally = new Tally();

  public Session(Connection connection, Statements statements) {
    this.connection = connection;
    this.statements = statements;
  }

  private record Prepared(PreparedStatement statement, List<Integer> places) {}

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

  /**
   * Runs a statement that changes rows once for each of these, and says how many it changed. Where
   * the statement's file holds nothing, because another statement does its work on this database,
   * it changes none.
   */
  public int changeAll(String name, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty() || statements.wording(name).isEmpty()) {
      return 0;
    }
    if (statements.inColumns()) {
      return change(name, Columns.of(connection, statements, rows));
    }
    int changed = 0;
    for (@Nullable Object[] row : rows) {
      changed += change(name, row);
    }
    return changed;
  }

  /** Runs a statement that gives rows once for each of these, and reads all that it gives. */
  public <T> List<T> rowsOfAll(String name, Reader<T> reader, List<@Nullable Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    if (statements.inColumns()) {
      return rows(name, reader, Columns.of(connection, statements, rows));
    }
    var all = new ArrayList<T>();
    for (@Nullable Object[] row : rows) {
      all.addAll(rows(name, reader, row));
    }
    return all;
  }

  /** A row of values, for {@link #changeAll}. */
  public static @Nullable Object[] values(@Nullable Object... values) {
    return values;
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
    Prepared known = prepared.get(name);
    if (known == null) {
      Wording wording = statements.wording(name);
      known = new Prepared(connection.prepareStatement(wording.text()), wording.places());
      prepared.put(name, known);
    }
    int index = 1;
    for (int place : known.places()) {
      bind(known.statement(), index++, values[place]);
    }
    return known.statement();
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case String text -> statement.setString(index, statements.storable(text));
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
      case Instant instant -> statement.setLong(index, instant.toEpochMilli());
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Array array -> statement.setArray(index, array);
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
