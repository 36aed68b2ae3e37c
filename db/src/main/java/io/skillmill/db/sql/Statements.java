package io.skillmill.db.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the text of a statement by its file's name. */
final class Statements {

  private static final ConcurrentHashMap<String, String> TEXTS = new ConcurrentHashMap<>();

  private Statements() {}

  static String text(String name) {
    return TEXTS.computeIfAbsent(name, Statements::load);
  }

  private static String load(String name) {
    String file = "/io/skillmill/db/sql/any/" + name + ".sql";
    try (InputStream in = Statements.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no statement file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The statement file " + file + " could not be read", e);
    }
  }
}
