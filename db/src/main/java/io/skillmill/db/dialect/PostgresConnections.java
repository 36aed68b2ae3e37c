package io.skillmill.db.dialect;

import io.skillmill.schema.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects to the server, always with the same manners. Thread-safe. */
final class PostgresConnections {

  /** What the driver is told unless the URL says otherwise; times are in seconds. */
  private static final Map<PGProperty, String> DEFAULTS =
      Map.of(
          PGProperty.APPLICATION_NAME, "skillmill",
          PGProperty.CONNECT_TIMEOUT, "10",
          PGProperty.LOGIN_TIMEOUT, "15",
          PGProperty.SOCKET_TIMEOUT, "60",
          PGProperty.TCP_KEEP_ALIVE, "true");

  private final PostgresUrl url;
  private final Properties properties;

  PostgresConnections(PostgresUrl url) {
    this.url = url;
    this.properties = properties(url);
  }

  private static Properties properties(PostgresUrl url) {
    var properties = new Properties();
    DEFAULTS.forEach((property, value) -> properties.setProperty(property.getName(), value));
    url.parameters()
        .forEach((name, value) -> {
          if (PGProperty.forName(name) == null) {
            throw Problem.usage(
                    "The PostgreSQL address of the store has an unknown parameter '%s'"
                        .formatted(name),
                    "Use schema= or a parameter of the PostgreSQL JDBC driver, such as sslmode=")
                .asException();
          }
          properties.setProperty(name, value);
        });
    // Ours whatever the URL says: the server tells the types of parameters, so that nothing has
    // none.
    properties.setProperty(PGProperty.STRING_TYPE.getName(), "unspecified");
    return properties;
  }

  Connection open() throws SQLException {
    Connection connection = new Driver().connect(url.jdbc(), properties);
    if (connection == null) {
      throw Problem.usage(
              "The PostgreSQL address %s of the store cannot be read".formatted(url),
              "Write it as postgresql://user@host:5432/database")
          .asException();
    }
    try (var statement = connection.createStatement()) {
      statement.execute(manners());
      return connection;
    } catch (SQLException | RuntimeException e) {
      PostgresDialect.closeQuietly(connection);
      throw e;
    }
  }

  DataSource source() {
    var source = new PGSimpleDataSource();
    source.setURL(url.jdbc());
    for (String name : properties.stringPropertyNames()) {
      try {
        source.setProperty(name, properties.getProperty(name));
      } catch (SQLException e) {
        throw new IllegalStateException("The driver took " + name + " before", e);
      }
    }
    return source;
  }

  /** Waits for locks end, and what we leave behind in the middle of a transaction is undone. */
  private String manners() {
    return """
    SET search_path TO %s;
    SET lock_timeout TO '30s';
    SET idle_in_transaction_session_timeout TO '60s';
    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED\
    """
        .formatted(url.quotedSchema());
  }

  String readingManners() {
    return manners() + ";\nSET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
  }
}
