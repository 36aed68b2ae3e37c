package io.skillmill.parsers.clients;

import io.skillmill.parsers.clients.Reading.State;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What clients ask of the file as a whole. */
final class FileChecks {

  private FileChecks() {}

  static List<Breach> tooLarge(Reading reading, JsonNode with) {
    long size =
        reading
            .subject()
            .source()
            .file(reading.place().file())
            .orElseGet(() -> reading.subject().source().primaryFile())
            .size();
    boolean large = reading.state() == State.TOO_LARGE || size > with.path("max").asLong(size);
    return large && reading.state() != State.NO_FILE
        ? List.of(new Breach(reading.top(), "The file has %d bytes".formatted(size)))
        : List.of();
  }

  static List<Breach> noYaml(Reading reading) {
    return reading.state() == State.NO_YAML ? List.of(broken(reading)) : List.of();
  }

  static List<Breach> recovered(Reading reading) {
    if (reading.state() != State.RECOVERED) {
      return List.of();
    }
    return reading.problem().isEmpty()
        ? List.of(new Breach(reading.place(), "The frontmatter is YAML that says something else"))
        : List.of(broken(reading));
  }

  private static Breach broken(Reading reading) {
    return new Breach(
        reading.place(),
        "The frontmatter is no YAML that this client reads (%s)".formatted(reading.problem()));
  }
}
