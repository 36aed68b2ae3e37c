package io.skillmill.parsers.clients;

import io.skillmill.parsers.verdict.Profile;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * The clients that load skills, each as a profile: what keeps a skill from being loaded is an
 * error, what is loaded otherwise than it was meant a warning.
 *
 * <pre>
 *   for (Profile client : Clients.all()) {
 *     Opinion opinion = client.judge(subject);
 *     report(client.name(), opinion.loads(), opinion.name());
 *   }
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class Clients {

  private static final String FILE = "clients.json";

  private Clients() {}

  /** All of them. */
  public static List<Profile> all() {
    return Loaded.ALL;
  }

  /** Read when somebody first asks. */
  private static final class Loaded {
    static final List<Profile> ALL = load();

    private static List<Profile> load() {
      var profiles = new ArrayList<Profile>();
      for (JsonNode client : Json.readOurs(text()).path("clients")) {
        profiles.add(ClientProfile.of(client));
      }
      return List.copyOf(profiles);
    }
  }

  private static String text() {
    try (var stream = Clients.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
