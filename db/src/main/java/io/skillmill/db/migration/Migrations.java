package io.skillmill.db.migration;

import io.skillmill.db.dialect.SqliteDialect;
import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * Applies what a store has not had yet, in one transaction: two programs that open a store at once
 * do it once, and a program that dies in the middle leaves it as it was.
 */
public final class Migrations {

  private static final List<String> FILES = List.of("001_tables.sql");

  private final SqliteDialect dialect;

  public Migrations(SqliteDialect dialect) {
    this.dialect = dialect;
  }

  /** The version that this program brings a store to. */
  public static int latest() {
    return FILES.size();
  }

  /**
   * Brings the store up to date.
   *
   * @return how many migrations that took
   */
  public int apply(Session writer) throws SQLException {
    if (version(writer) == latest()) {
      return 0;
    }
    dialect.beginWrite(writer);
    try {
      int from = version(writer);
      refuseNewer(from);
      for (int i = from; i < latest(); i++) {
        run(writer, FILES.get(i));
      }
      writer.run("PRAGMA application_id=" + SqliteDialect.APPLICATION_ID);
      writer.run("PRAGMA user_version=" + latest());
      writer.run("COMMIT");
      return latest() - from;
    } catch (SQLException | RuntimeException e) {
      writer.run("ROLLBACK");
      throw e;
    }
  }

  public int version(Session session) throws SQLException {
    return session.ask("PRAGMA user_version", Row::smallNumber).getFirst();
  }

  private void refuseNewer(int version) {
    if (version > latest()) {
      throw Problem.store(
              "The store %s has version %d; this program knows versions up to %d"
                  .formatted(dialect.file(), version, latest()),
              "Use a newer skillmill, or name another store with --store")
          .asException();
    }
  }

  private static void run(Session writer, String file) throws SQLException {
    for (String statement : text(file).split(";\\s*\n", -1)) {
      if (!statement.isBlank()) {
        writer.run(statement);
      }
    }
  }

  private static String text(String file) {
    try (InputStream in =
        Migrations.class.getResourceAsStream("/io/skillmill/db/migration/sqlite/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no migration file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The migration file " + file + " could not be read", e);
    }
  }
}
