package io.skillmill.db.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A row, read column by column in the order in which the statement names them. */
public final class Row {

  private final ResultSet results;
  private int column;

  Row(ResultSet results) {
    this.results = results;
  }

  boolean next() throws SQLException {
    column = 0;
    return results.next();
  }

  public long number() throws SQLException {
    return results.getLong(++column);
  }

  public int smallNumber() throws SQLException {
    return results.getInt(++column);
  }

  public boolean flag() throws SQLException {
    return results.getBoolean(++column);
  }

  public String text() throws SQLException {
    return results.getString(++column);
  }

  public Instant instant() throws SQLException {
    return Instant.ofEpochMilli(number());
  }

  public byte[] bytes() throws SQLException {
    return results.getBytes(++column);
  }

  public Optional<String> textIfAny() throws SQLException {
    return Optional.ofNullable(results.getString(++column));
  }

  public Optional<Long> numberIfAny() throws SQLException {
    long value = number();
    return results.wasNull() ? Optional.empty() : Optional.of(value);
  }

  public Optional<Instant> instantIfAny() throws SQLException {
    return numberIfAny().map(Instant::ofEpochMilli);
  }
}
