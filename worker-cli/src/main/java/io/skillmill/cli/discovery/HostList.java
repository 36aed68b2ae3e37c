package io.skillmill.cli.discovery;

import io.skillmill.parsers.hosting.DiscoveryConfig;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which hosts to ask: those that were typed, else those of the file that was, else those of the
 * environment, else the one where a host usually is.
 *
 * @param warnings what is odd about the file they come from
 */
public record HostList(List<HostAddress> hosts, List<Diagnostic> warnings) {

  /** How many hosts one service asks. */
  public static final int HOSTS_MAX = 200;

  private static final String FILE_VARIABLE = "SKILLET_CONFIG";
  private static final String LIST_VARIABLE = "SKILLET_SKILLS";
  private static final Path USUAL_FILE = Path.of("skills.yaml");
  private static final String USUAL_HOST = "http://127.0.0.1:8000";

  public HostList {
    var byUrl = new LinkedHashMap<String, HostAddress>();
    hosts.forEach(host -> byUrl.putIfAbsent(host.url(), host));
    hosts = List.copyOf(byUrl.values());
    warnings = List.copyOf(warnings);
    if (hosts.isEmpty() || hosts.size() > HOSTS_MAX) {
      throw Problem.usage(
              "%d hosts are named".formatted(hosts.size()),
              "Name one, and %d at the most".formatted(HOSTS_MAX))
          .asException();
    }
  }

  /** The hosts that are meant. */
  public static HostList of(
      List<String> typed, Optional<Path> file, Map<String, String> environment) {
    if (!typed.isEmpty() && file.isPresent()) {
      throw Problem.usage(
              "Hosts are named twice: by --hosts and by --config", "Give one of the two")
          .asException();
    }
    if (!typed.isEmpty()) {
      return of(typed, environment);
    }
    Optional<Path> named = file.or(() -> fileOf(environment));
    if (named.isPresent()) {
      return of(DiscoveryConfig.read(named.get()), environment);
    }
    String listed = environment.getOrDefault(LIST_VARIABLE, "");
    return of(listed.isBlank() ? List.of(USUAL_HOST) : parts(listed), environment);
  }

  private static Optional<Path> fileOf(Map<String, String> environment) {
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    return Optional.of(USUAL_FILE).filter(Files::isRegularFile);
  }

  private static HostList of(List<String> urls, Map<String, String> environment) {
    return new HostList(
        urls.stream().map(url -> HostAddress.of(url, environment)).toList(), List.of());
  }

  private static HostList of(DiscoveryConfig config, Map<String, String> environment) {
    return new HostList(
        config.hosts().stream()
            .map(host ->
                host.tokenVariable()
                    .map(variable -> HostAddress.of(host.url(), variable, environment))
                    .orElseGet(() -> HostAddress.of(host.url(), environment)))
            .toList(),
        config.findings());
  }

  private static List<String> parts(String listed) {
    var parts = new ArrayList<String>();
    for (String part : listed.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
