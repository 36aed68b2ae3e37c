package io.skillmill.db.migration;

import io.skillmill.db.dialect.Dialect;
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

  private static final List<String> FILES =
      List.of(
          "001_tables.sql",
          "002_keys.sql",
          "003_forgotten.sql",
          "004_memory.sql",
          "005_tokens.sql",
          "006_registry.sql",
          "007_drafts.sql",
          "008_agents.sql");

  private final Dialect dialect;

  public Migrations(Dialect dialect) {
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
    if (dialect.version(writer) == latest()) {
      return 0;
    }
    dialect.beginMigration(writer);
    try {
      int from = dialect.version(writer);
      refuseNewer(from);
      for (int i = from; i < latest(); i++) {
        run(writer, FILES.get(i));
      }
      dialect.endMigration(writer, latest());
      return latest() - from;
    } catch (SQLException | RuntimeException e) {
      dialect.undoMigration(writer);
      throw e;
    }
  }

  /** The same, for those to whom a store that has to be made first is of no use. */
  public void applyToExisting(Session writer) throws SQLException {
    if (dialect.version(writer) == 0) {
      throw Problem.store(
              "There is no store at " + dialect.place(),
              "Run 'skillmill parse' or 'skillmill enqueue' to make one, or name another with"
                  + " --store")
          .asException();
    }
    apply(writer);
  }

  private void refuseNewer(int version) {
    if (version > latest()) {
      throw Problem.store(
              "The store %s has version %d; this program knows versions up to %d"
                  .formatted(dialect.place(), version, latest()),
              "Use a newer skillmill, or name another store with --store")
          .asException();
    }
  }

  private void run(Session writer, String file) throws SQLException {
    for (String statement : text(file).split(";\\s*\n", -1)) {
      if (!statement.lines().allMatch(line -> line.isBlank() || line.startsWith("--"))) {
        writer.run(statement);
      }
    }
  }

  private String text(String file) {
    String name = "/io/skillmill/db/migration/" + dialect.migrations() + "/" + file;
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no migration file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The migration file " + file + " could not be read", e);
    }
  }
}
