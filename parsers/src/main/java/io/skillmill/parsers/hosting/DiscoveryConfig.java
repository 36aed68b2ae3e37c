package io.skillmill.parsers.hosting;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which hosts and skills to ask for what they have, as a file says: under {@code skills} or {@code
 * hosts} a list of addresses, each alone or with the variable that holds its token.
 *
 * @param findings what is worth knowing about the file
 */
public record DiscoveryConfig(List<Entry> hosts, List<Diagnostic> findings) {

  private static final String URL = "url";
  private static final String TOKEN_VARIABLE = "token_env";

  public DiscoveryConfig {
    hosts = List.copyOf(hosts);
    findings = List.copyOf(findings);
  }

  /** One address, as the file has it. */
  public record Entry(String url, Optional<String> tokenVariable) {}

  /** Reads a file, which must be there. */
  public static DiscoveryConfig read(Path file) {
    var findings = new ArrayList<Diagnostic>();
    try (var in = Files.newInputStream(file)) {
      var bytes =
          SkillFile.of(String.valueOf(file.getFileName()), in.readNBytes(Page.BYTES_MAX + 1));
      List<Entry> hosts =
          Page.read(bytes, findings).map(page -> hosts(page.fields())).orElse(List.of());
      if (!Page.isSound(findings)) {
        throw unusable(file, Declared.why(findings));
      }
      return new DiscoveryConfig(hosts, findings);
    } catch (IOException e) {
      throw unusable(file, "it cannot be read");
    }
  }

  private static ProblemException unusable(Path file, String why) {
    return Problem.usage(
            "The file %s names no hosts: %s".formatted(file, why),
            "Write skills: and under it a line for each, such as - http://127.0.0.1:8000")
        .asException();
  }

  private static List<Entry> hosts(Fields root) {
    var hosts = new ArrayList<Entry>();
    if (root.isObject()) {
      root.allow(Set.of("skills", "hosts"));
      root.items("skills").forEach(item -> entry(item).ifPresent(hosts::add));
      root.items("hosts").forEach(item -> entry(item).ifPresent(hosts::add));
    }
    return hosts;
  }

  private static Optional<Entry> entry(Fields item) {
    if (item.located().isText()) {
      return Optional.of(new Entry(item.located().text().strip(), Optional.empty()));
    }
    if (!item.isObject()) {
      return Optional.empty();
    }
    item.allow(Set.of(URL, TOKEN_VARIABLE));
    Optional<String> url = item.text(URL);
    if (url.isEmpty()) {
      item.page()
          .error("field-missing", "The host has no url; add url: and its address", item.located());
    }
    return url.map(address -> new Entry(address, item.text(TOKEN_VARIABLE)));
  }
}
