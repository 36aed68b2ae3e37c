package io.skillmill.parsers.clients;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a client calls a skill. */
enum Naming {
  /** What the directory is called. */
  DIRECTORY {
    @Override
    Optional<String> name(Reading reading) {
      return reading.subject().directory();
    }
  },
  /** The field, as it is written. */
  FIELD {
    @Override
    Optional<String> name(Reading reading) {
      return reading.text("name");
    }
  },
  /** The field without the white space around it. */
  FIELD_TRIMMED {
    @Override
    Optional<String> name(Reading reading) {
      return reading.text("name").map(String::strip);
    }
  },
  /** The field, with a hyphen for what file names may not hold. */
  FIELD_FOR_FILES {
    @Override
    Optional<String> name(Reading reading) {
      return reading.text("name").map(Naming::forFiles);
    }
  },
  /** The field on one line, and failing that the directory. */
  FIELD_ELSE_DIRECTORY {
    @Override
    Optional<String> name(Reading reading) {
      return reading
          .text("name")
          .map(Texts::onOneLine)
          .filter(name -> !name.isEmpty())
          .or(() -> reading.subject().directory());
    }
  };

  static final String FOR_FILES_REPLACED = ":\\/<>*?\"|";

  abstract Optional<String> name(Reading reading);

  static Naming of(JsonNode client) {
    return valueOf(client.path("naming").asString().replace('-', '_').toUpperCase(Locale.ROOT));
  }

  private static String forFiles(String name) {
    var safe = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      safe.append(FOR_FILES_REPLACED.indexOf(c) < 0 ? c : '-');
    }
    return safe.toString();
  }
}
