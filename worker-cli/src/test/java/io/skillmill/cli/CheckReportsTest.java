package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The reports for other programs, on a skill that does its worst, under every profile. */
@Timeout(120)
final class CheckReportsTest {

  private static final List<String> LEVELS = List.of("error", "warning", "note");

  @TempDir Path directory;
  private CommandLineRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
    cli.file(
        "skills/we,ird:%2\nname/SKILL.md",
        """
        ---
        name: "a\\x01\\e[2J\\uFFFE]]>\\0b\\n::error::x\\u2028y\\x85z"
        description: Use <b> & "x"
        x\\y: 1
        ---
        Body \u0001\u001b[31m ]]> & <
        """);
    cli.file("skills/broken/SKILL.md", "---\nname: [\n\u0000\n");
    cli.file("skills/colon/SKILL.md", "---\nname: a\ndescription: Use: it\n---\n");
  }

  @Test
  void sarif_holds_what_its_schema_and_code_scanning_ask_for() {
    JsonNode log = Json.readOurs(report("sarif"));
    assertThat(log.path("version").asString()).isEqualTo("2.1.0");
    assertThat(log.path("runs").size()).isEqualTo(1);
    JsonNode run = log.path("runs").path(0);
    JsonNode rules = run.path("tool").path("driver").path("rules");
    Set<String> ids = new HashSet<>();
    for (JsonNode rule : rules) {
      assertThat(ids.add(rule.path("id").asString())).as(rule.path("id").asString()).isTrue();
      assertThat(rule.path("shortDescription").path("text").asString()).isNotBlank();
      assertThat(rule.path("help").path("text").asString()).isNotBlank();
      assertThat(rule.path("defaultConfiguration").path("level").asString()).isIn(LEVELS);
    }
    assertThat(run.path("results").size()).isPositive();
    for (JsonNode result : run.path("results")) {
      assertThat(rules.path(result.path("ruleIndex").asInt(-1)).path("id"))
          .isEqualTo(result.path("ruleId"));
      assertThat(result.path("level").asString()).isIn(LEVELS);
      assertThat(result.path("message").path("text").asString()).isNotBlank();
      assertThat(result.path("partialFingerprints").size()).isPositive();
      located(result.path("locations").path(0).path("physicalLocation"));
    }
  }

  private static void located(JsonNode place) {
    assertThat(place.path("artifactLocation").path("uri").asString())
        .doesNotStartWith("/")
        .matches("[A-Za-z0-9/._~!$&'()*+,;=@%-]+");
    JsonNode region = place.path("region");
    assertThat(region.path("startLine").asInt()).isPositive();
    assertThat(region.path("startColumn").asInt()).isPositive();
    assertThat(region.path("endLine").asInt())
        .isGreaterThanOrEqualTo(region.path("startLine").asInt());
  }

  @Test
  void junit_is_well_formed_whatever_a_skill_holds() throws Exception {
    byte[] xml = report("junit").getBytes(StandardCharsets.UTF_8);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml));
    int profiles = document.getElementsByTagName("testsuite").getLength();
    assertThat(profiles).isGreaterThan(7);
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3 * profiles);
  }

  @Test
  void annotations_are_one_line_each_and_no_command_of_the_skills_own() {
    assertThat(report("github").lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("::(error|warning|notice) file=[^,:]+,line=\\d+,.*"));
  }

  @Test
  void json_lines_hold_every_member_under_every_profile() {
    String report = report("json");
    assertThat(report).doesNotContain("\u2028", "\u0085");
    List<JsonNode> lines = report.lines().map(Json::readOurs).toList();
    assertThat(lines).hasSizeGreaterThan(21);
    for (JsonNode line : lines) {
      assertThat(line.propertyNames())
          .containsExactlyInAnyOrder(
              "path",
              "profile",
              "valid",
              "errors",
              "diagnostics",
              "loads",
              "name",
              "ignored",
              "known");
      assertThat(line.path("valid").asBoolean()).isEqualTo(line.path("errors").isEmpty());
    }
  }

  @Test
  void a_person_with_a_narrow_terminal_sees_no_escapes() {
    var ran = cli.terminal(60).run("check", cli.skills(), "--profile", "all");
    assertThat(ran.out()).doesNotContain("\u001b").contains("not by");
  }

  private String report(String format) {
    String root = directory.toString();
    return cli.run("check", cli.skills(), "--profile", "all", "--format", format, "--root", root)
        .out();
  }
}
