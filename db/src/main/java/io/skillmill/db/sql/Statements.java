package io.skillmill.db.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one database, found by their files' names: in {@code any} where the databases
 * agree, else in a folder of its own.
 */
public final class Statements {

  /** Takes the rows of a bulk change one after the other: a call costs next to nothing. */
  public static final Statements SQLITE = new Statements("sqlite", false);

  /** Takes the rows of a bulk change at once, as one array for each column: a call is a journey. */
  public static final Statements POSTGRES = new Statements("postgres", true);

  private static final String HOME = "/io/skillmill/db/sql/";

  private final String folder;
  private final boolean inColumns;
  private final ConcurrentHashMap<String, Wording> wordings = new ConcurrentHashMap<>();

  private Statements(String folder, boolean inColumns) {
    this.folder = folder;
    this.inColumns = inColumns;
  }

  boolean inColumns() {
    return inColumns;
  }

  /**
   * The text as the database can hold it: PostgreSQL has no character zero, which hostile sources
   * bring along, and one of them would keep a whole batch of results from being stored.
   */
  String storable(String text) {
    return this == POSTGRES && text.indexOf('\0') >= 0 ? text.replace('\0', '\uFFFD') : text;
  }

  Wording wording(String name) {
    return wordings.computeIfAbsent(name, this::load);
  }

  private Wording load(String name) {
    try (InputStream own = open(folder, name)) {
      if (own != null) {
        return Wording.of(read(own));
      }
      try (InputStream any = open("any", name)) {
        if (any == null) {
          throw new IllegalArgumentException("There is no statement file " + name + ".sql");
        }
        return Wording.of(read(any));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The statement file " + name + " could not be read", e);
    }
  }

  private static @Nullable InputStream open(String folder, String name) {
    return Statements.class.getResourceAsStream(HOME + folder + "/" + name + ".sql");
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
