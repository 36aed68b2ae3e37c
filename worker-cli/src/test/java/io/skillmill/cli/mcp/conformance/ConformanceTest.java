package io.skillmill.cli.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.tools.ToolHost;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The official conformance suite, and the official client of another language in both eras, against
 * this server. They come from npm, each in the version that package.json names, with the Node that
 * they need; npm itself must be there. Run it with {@code mvn -Pconformance verify}.
 */
@EnabledIfSystemProperty(named = "skillmill.conformance", matches = "true")
@Timeout(600)
class ConformanceTest {

  private static final String SUITE =
      "node_modules/@modelcontextprotocol/conformance/dist/index.js";

  @TempDir static Path directory;
  private static Optional<ToolHost> opened = Optional.empty();

  /** Has the host load a changed configuration, as somebody does who has edited it. */
  private static JsonNode changed(String mount, String path) {
    var host = opened.orElseThrow();
    boolean there = host.hosting().snapshot().at(mount).isPresent();
    var _ = there ? host.without(mount) : host.entry(mount, path, "");
    host.configure();
    host.hosting().reload();
    return Json.object().put("changed", true);
  }

  /** Changes which tools there are. */
  public static final class ToolChange implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return changed("changed", "builtin:time");
    }
  }

  /** Changes which prompts there are. */
  public static final class PromptChange implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return changed("changed_manual", "./changed_manual");
    }
  }

  @BeforeAll
  static void prepare() throws Exception {
    var tools = tools();
    var installed = Referee.run(tools, List.of("npm", "install", "--no-audit", "--no-fund"));
    assertThat(installed.exitCode()).as(installed.output()).isZero();
    opened = Optional.of(ToolHost.open(directory, ConformanceTest::skills));
  }

  private static Path tools() throws IOException {
    return Referee.folder("node", "package.json", "clients.mjs");
  }

  private static void skills(ToolHost host) {
    try (var folders = Files.list(Referee.FIXTURES)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        host.entry(String.valueOf(folder.getFileName()), slashed(folder), "");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    host.write(
        "changed_manual/SKILL.md", "---\nname: changed_manual\ndescription: How\n---\nSo.\n");
    trigger(host, "test_trigger_tool_change", "ToolChange");
    trigger(host, "test_trigger_prompt_change", "PromptChange");
  }

  private static void trigger(ToolHost host, String name, String type) {
    host.skill(
        name,
        """
        name: %s
        description: Changes what there is
        implementation:
          kind: java
          class: "io.skillmill.cli.mcp.conformance.ConformanceTest$%s"
        """
            .formatted(name, type));
  }

  private static String slashed(Path path) {
    return path.toString().replace(FileSystems.getDefault().getSeparator(), "/");
  }

  @AfterAll
  static void close() {
    opened.ifPresent(ToolHost::close);
  }

  /** As the suite wants it: by the name of this machine. */
  private static String address() {
    int port = URI.create(opened.orElseThrow().url()).getPort();
    return "http://localhost:%d/mcp".formatted(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-07-28", "2025-11-25"})
  void every_scenario_passes_but_those_that_are_not_claimed(String revision) throws Exception {
    var tools = tools();
    var ran =
        Referee.run(
            tools,
            List.of(
                "node_modules/.bin/node",
                SUITE,
                "server",
                "--url",
                address(),
                "--requirements",
                revision,
                "--expected-failures",
                Referee.FIXTURES.resolve("not-claimed-" + revision + ".yaml").toString(),
                "--output-dir",
                "results-" + revision));

    assertThat(ran.exitCode()).as(ran.output()).isZero();
  }

  @Test
  void the_official_client_of_another_language_is_served_in_both_eras() throws Exception {
    var tools = tools();
    var command = new ArrayList<>(List.of("node_modules/.bin/node", "clients.mjs", address()));
    command.addAll(Referee.overStreams(directory.resolve("runtime-config.yaml")));
    var ran = Referee.run(tools, command);

    assertThat(ran.exitCode()).as(ran.output()).isZero();
    assertThat(ran.output())
        .contains(
            "v1 http 2025-11-25",
            "http old 2025-11-25",
            "http auto 2026-07-28",
            "http pinned 2026-07-28",
            "stdio old 2025-11-25",
            "stdio pinned 2026-07-28");
  }
}
