package io.skillmill.db.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns rows of values into one array for each column. */
final class Columns {

  private Columns() {}

  static @Nullable Object[] of(
      Connection connection, Statements statements, List<@Nullable Object[]> rows)
      throws SQLException {
    @Nullable Object[] columns = new @Nullable Object[rows.getFirst().length];
    for (int column = 0; column < columns.length; column++) {
      columns[column] = column(connection, values(statements, rows, column));
    }
    return columns;
  }

  private static @Nullable Object[] values(
      Statements statements, List<@Nullable Object[]> rows, int column) {
    @Nullable Object[] values = new @Nullable Object[rows.size()];
    for (int row = 0; row < values.length; row++) {
      Object value = plain(rows.get(row)[column]);
      values[row] = value instanceof String text ? statements.storable(text) : value;
    }
    return values;
  }

  /** An array, or nothing where the whole column is empty: then nothing tells its type. */
  private static @Nullable Object column(Connection connection, @Nullable Object[] values)
      throws SQLException {
    for (Object value : values) {
      if (value != null) {
        String type = type(value);
        return connection.createArrayOf(type, elements(type, values));
      }
    }
    return null;
  }

  /** The driver sends what it knows by the type of the array as it is, and all else as text. */
  private static @Nullable Object[] elements(String type, @Nullable Object[] values) {
    return switch (type) {
      case "bytea" -> Arrays.copyOf(values, values.length, byte[][].class);
      case "text" -> Arrays.copyOf(values, values.length, String[].class);
      default -> Arrays.copyOf(values, values.length, Long[].class);
    };
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> plain(optional.orElse(null));
      case Instant instant -> instant.toEpochMilli();
      case Integer number -> number.longValue();
      case Boolean flag -> flag ? 1L : 0L;
      default -> value;
    };
  }

  private static String type(Object value) {
    return switch (value) {
      case String _ -> "text";
      case Long _ -> "bigint";
      case byte[] _ -> "bytea";
      default -> throw new IllegalArgumentException("Cannot bind a column of " + value.getClass());
    };
  }
}
