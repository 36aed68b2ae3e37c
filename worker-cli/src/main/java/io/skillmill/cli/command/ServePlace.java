package io.skillmill.cli.command;

import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.schema.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where to serve and for which web pages, as all who have a say in it say: the command line before
 * the environment, and that before the configuration.
 *
 * @param origins the web pages whose scripts may ask
 */
record ServePlace(String host, int port, boolean reload, Set<String> origins) {

  static final String HOST_DEFAULT = "127.0.0.1";
  static final int PORT_DEFAULT = 8_000;
  private static final int PORT_MAX = 65_535;

  ServePlace {
    if (port < 0 || port > PORT_MAX) {
      throw Problem.usage(
              "There is no port %d".formatted(port), "Give --port a number of 0 to " + PORT_MAX)
          .asException();
    }
  }

  /** What was typed. */
  record Typed(Optional<String> host, OptionalInt port, boolean reload) {}

  static ServePlace of(Typed typed, Map<String, String> environment, RuntimeConfig config) {
    var server = config.server();
    var settings = config.settings();
    String host =
        typed
            .host()
            .or(() -> first(environment, "SKILLMILL_HOST", "HOST"))
            .or(server::host)
            .orElse(HOST_DEFAULT);
    int port =
        typed.port().isPresent()
            ? typed.port().getAsInt()
            : first(environment, "SKILLMILL_PORT", "PORT")
                .map(ServePlace::port)
                .orElse(server.port().orElse(PORT_DEFAULT));
    boolean reload =
        typed.reload() || server.reload().orElse(false) || settings.autoReload().orElse(false);
    return new ServePlace(host, port, reload, origins(environment, settings));
  }

  private static Optional<String> first(Map<String, String> environment, String... names) {
    return Stream.of(names)
        .map(name -> environment.getOrDefault(name, "").strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw Problem.usage(
              "The environment names the port '%s'".formatted(text),
              "Set PORT to a number of 0 to " + PORT_MAX)
          .asException();
    }
  }

  /** Never every page: whoever may run skills from a browser is named. */
  private static Set<String> origins(
      Map<String, String> environment, RuntimeConfig.Settings settings) {
    var named = first(environment, "ALLOWED_ORIGINS");
    List<String> all =
        named.isPresent()
            ? Arrays.stream(named.get().split(",", -1)).map(String::strip).toList()
            : settings.corsOrigins();
    boolean enabled = settings.corsEnabled().orElse(named.isPresent() || !all.isEmpty());
    var origins = new LinkedHashSet<String>();
    if (enabled) {
      all.stream().filter(each -> !each.isEmpty()).map(ServePlace::origin).forEach(origins::add);
      if (origins.isEmpty()) {
        throw Problem.usage(
                "cors_enabled is on, and no web page is named",
                "List them under settings: as cors_origins: [https://app.example], or turn it off")
            .asException();
      }
    }
    return origins;
  }

  private static String origin(String text) {
    try {
      var uri = new URI(text);
      boolean bare =
          uri.getHost() != null
              && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
              && text.equals("%s://%s".formatted(uri.getScheme(), uri.getRawAuthority()));
      if (bare && uri.getUserInfo() == null) {
        return text;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw Problem.usage(
            "'%s' is not the origin of a web page".formatted(text),
            "Write it as https://app.example or http://localhost:3000, each by its name")
        .asException();
  }
}
