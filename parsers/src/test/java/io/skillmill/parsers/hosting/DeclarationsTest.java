package io.skillmill.parsers.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.Implementation.Kind;
import io.skillmill.schema.run.Rate;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people write to declare a skill, and what is told where it is wrong. */
@Timeout(60)
class DeclarationsTest {

  private static final String WHOLE =
      """
      name: greet
      description: Greets people
      version: 1.10
      category: text
      complexity: advanced
      performance: medium
      position: conversation
      tags: [polite, short]
      use_cases:
        - Saying hello
      examples: Say hello to Ada
      works_well_with: [time]
      inputs:
        who: {type: string, description: Whom to greet}
        times: {type: int, default: 1, minimum: 1}
        tone: {type: string, enum: [warm, cool], required: false}
        tags: {type: array, items: {type: string}, required: false}
        title: string
      outputs:
        type: object
        properties: {text: {type: string}}
      limits:
        timeout: 10s
        concurrency: 4
        request_bytes: 64KB
        response_bytes: 1024
        calls_per_minute: 60
        call_depth: 3
        memory: 256MB
        network: false
      credentials:
        - GITHUB_TOKEN
        - {name: OTHER, required: false, how_to_get: Ask for one}
      pure: true
      cache: 2m
      implementation:
        process: {command: [./greet.sh, --json]}
      """;

  private static Declared read(String name, String text) {
    return Declarations.of(
        SkillFile.of(name, text.getBytes(StandardCharsets.UTF_8)), Path.of("skills", "greet"));
  }

  private static SkillDeclaration sound(Declared declared) {
    assertThat(declared).as("%s", declared.findings()).isInstanceOf(Declared.Sound.class);
    return ((Declared.Sound) declared).declaration();
  }

  private static List<String> told(Declared declared) {
    return declared.findings().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void every_field_of_skill_yaml_is_read() {
    var skill = sound(read("skill.yaml", WHOLE));
    assertThat(skill.name()).isEqualTo("greet");
    var about = skill.about();
    assertThat(about.version()).isEqualTo("1.10");
    assertThat(List.of(about.category(), about.complexity(), about.performance()))
        .containsExactly("text", "advanced", "medium");
    assertThat(about.position()).isEqualTo("conversation");
    assertThat(about.tags()).containsExactly("polite", "short");
    assertThat(about.useCases()).containsExactly("Saying hello");
    assertThat(about.exampleQueries()).containsExactly("Say hello to Ada");
    assertThat(about.worksWellWith()).containsExactly("time");
    assertThat(Json.write(skill.inputs()))
        .isEqualTo(
            "{'type':'object','properties':{'who':{'type':'string','description':'Whom to greet'},'times':{'type':'integer','default':1,'minimum':1},'tone':{'type':'string','enum':['warm','cool']},'tags':{'type':'array','items':{'type':'string'}},'title':{'type':'string'}},'required':['who','title']}"
                .replace('\'', '"'));
    assertThat(skill.outputs().path("properties").path("text").path("type").asString())
        .isEqualTo("string");
    assertThat(skill.limits())
        .isEqualTo(
            new SkillLimits(
                Duration.ofSeconds(10),
                4,
                65_536,
                1024,
                Optional.of(Rate.perMinute(60)),
                OptionalInt.of(3)));
    assertThat(skill.credentials())
        .containsExactly(
            new CredentialNeed("GITHUB_TOKEN", true, ""),
            new CredentialNeed("OTHER", false, "Ask for one"));
    assertThat(skill.cacheFor()).hasValue(Duration.ofMinutes(2));
    assertThat(skill.implementation().kind()).isEqualTo(Kind.PROCESS);
    assertThat(Json.write(skill.implementation().settings()))
        .isEqualTo("{\"command\":[\"./greet.sh\",\"--json\"],\"memory_mb\":256,\"network\":false}");
  }

  @Test
  void examples_may_have_the_name_that_inventories_give_them() {
    var skill = sound(read("skill.yaml", WHOLE.replace("examples: Say", "example_queries: Say")));
    assertThat(skill.about().exampleQueries()).containsExactly("Say hello to Ada");
  }

  @Test
  void an_implementation_can_be_written_in_three_ways() {
    for (String way : List.of("{kind: java, class: a.B}", "{java: {class: a.B}}", "{java: a.B}")) {
      var skill = sound(read("skill.yaml", "name: a\nimplementation: " + way));
      assertThat(skill.implementation().kind()).isEqualTo(Kind.JAVA);
      assertThat(Json.write(skill.implementation().settings()))
          .as(way)
          .isEqualTo("{\"class\":\"a.B\"}");
    }
    var pooled = sound(read("skill.yaml", "name: a\nimplementation: {process: {workers: 2}}"));
    assertThat(pooled.implementation().settings()).isEqualTo(Json.readOurs("{\"workers\": 2}"));
    var plain = sound(read("skill.yaml", "name: a\nimplementation: instructions"));
    assertThat(plain.implementation().kind()).isEqualTo(Kind.INSTRUCTIONS);
  }

  @Test
  void a_parameter_may_be_called_type_or_properties() {
    var skill =
        sound(
            read(
                "skill.yaml",
                """
                name: a
                inputs: {type: string, properties: {type: array, required: false}}
                outputs: {type: array, items: {type: integer}}
                implementation: {java: a.B}
                """));
    assertThat(skill.inputs().path("properties").propertyNames())
        .containsExactly("type", "properties");
    assertThat(skill.outputs().path("type").asString()).isEqualTo("array");
  }

  @Test
  void what_is_wrong_is_told_with_line_column_and_remedy() {
    var wrong =
        Map.of(
            "nam: a\nimplementation: {java: a.B}",
                "1:1: warning: The field \"nam\" is not known and is ignored; did you mean name?",
            "name: a b\nimplementation: {java: a.B}",
                "1:7: error: The name \"a b\" is none that can be called",
            "name: a\nimplementation: {jva: a.B}",
                "2:18: error: \"jva\" is no kind of implementation; did you mean java?",
            "name: a\nlimits: {timeout: soon}\nimplementation: {java: a.B}",
                "2:19: error: \"timeout\" is \"soon\" and must be a length of time",
            "name: a\nlimits: {concurrency: 0}\nimplementation: {java: a.B}",
                "2:23: error: \"concurrency\" is 0 and must be 1 to",
            "name: a\ninputs: {x: {type: strin}}\nimplementation: {java: a.B}",
                "2:20: error: \"strin\" is no type; did you mean string?",
            "name: a\ninputs: {type: object, minProperties: two}\nimplementation: {java: a.B}",
                "2:9: error: inputs: It is no JSON Schema",
            "name: a", "1:1: error: It is not said what runs; add implementation",
            "name: a\n  b: [", "error: The file is not YAML from here on",
            "- a", "1:1: error: This must be fields with values");
    wrong.forEach((text, message) -> {
      var declared = read("skill.yaml", text);
      assertThat(declared).as(text).isInstanceOf(Declared.Unsound.class);
      assertThat(told(declared)).as(text).anyMatch(each -> each.contains(message));
      assertThat(((Declared.Unsound) declared).why()).as(text).startsWith("skill.yaml:");
    });
  }

  @Test
  void a_pure_skill_is_cached_and_another_never() {
    assertThat(
            sound(read("skill.yaml", "name: a\npure: true\nimplementation: {java: B}")).cacheFor())
        .isPresent();
    var unsaid = read("skill.yaml", "name: a\ncache: 5m\nimplementation: {java: B}");
    assertThat(sound(unsaid).cacheFor()).isEmpty();
    assertThat(told(unsaid)).anyMatch(each -> each.contains("cache-ignored"));
  }

  @Test
  void a_skilletfile_becomes_a_function_in_python() {
    var skill =
        sound(
            read(
                "Skilletfile.yaml",
                """
                name: get_current_time
                version: 0.1.0
                description: Tells the time
                license: MIT
                runtime: python3.11
                entry: skills.clock:handler
                auth: none
                inputs:
                  timezone: {type: string, description: Which, required: false}
                  when: {type: string}
                  tags: {type: array, default: []}
                outputs:
                  iso_8601: {type: string}
                """));
    assertThat(skill.name()).isEqualTo("get_current_time");
    assertThat(skill.version()).isEqualTo("0.1.0");
    assertThat(skill.implementation().kind()).isEqualTo(Kind.PYTHON);
    assertThat(Json.write(skill.implementation().settings()))
        .isEqualTo("{\"file\":\"skills/clock.py\",\"function\":\"handler\"}");
    assertThat(Json.write(skill.inputs().path("required"))).isEqualTo("[\"when\"]");
    for (String entry : List.of("handler", "a/b:c", "../a:b", "a:b c", ":x", "a:")) {
      assertThat(read("Skilletfile.yaml", "name: a\nentry: \"%s\"".formatted(entry)))
          .as(entry)
          .isInstanceOf(Declared.Unsound.class);
    }
  }

  @Test
  void a_directory_is_read_by_the_first_file_that_declares(@TempDir Path folder)
      throws IOException {
    assertThat(Declarations.isSkill(folder)).isFalse();
    assertThat(((Declared.Unsound) Declarations.of(folder)).why()).contains("declares no skill");
    assertThat(((Declared.Unsound) Declarations.of(folder.resolve("gone"))).why())
        .contains("no such directory");

    Files.writeString(
        folder.resolve("SKILL.md"),
        "---\nname: pdf forms\ndescription: Fills forms: all\n---\n\n# How\n\nFill it.\n");
    var markdown = Declarations.of(folder);
    var skill = sound(markdown);
    assertThat(skill.name()).isEqualTo("pdf-forms");
    assertThat(skill.description()).isEqualTo("Fills forms: all");
    assertThat(skill.implementation().kind()).isEqualTo(Kind.INSTRUCTIONS);
    assertThat(skill.implementation().settings().path("text").asString())
        .isEqualTo("# How\n\nFill it.");
    assertThat(told(markdown)).anyMatch(each -> each.contains("name-changed"));

    Files.writeString(folder.resolve("skill.yaml"), "name: mine\nimplementation: {java: B}\n");
    assertThat(sound(Declarations.of(folder)).name()).isEqualTo("mine");
    assertThat(((Declared.Sound) Declarations.of(folder)).home()).isEqualTo(folder);
  }

  @Test
  void hostile_files_are_findings_and_never_throw() {
    assertThat(read("skill.yaml", "")).isInstanceOf(Declared.Unsound.class);
    assertThat(read("skill.yaml", "a".repeat(Declarations.BYTES_MAX + 1)))
        .isInstanceOf(Declared.Unsound.class);
    assertThat(read("skill.yaml", "{a: ".repeat(100_000))).isInstanceOf(Declared.Unsound.class);
    assertThat(read("skill.yaml", "name: !!java/x a")).isInstanceOf(Declared.Unsound.class);
    var many = new StringBuilder("name: a\nimplementation: {java: B}\n");
    for (int i = 0; i < 5_000; i++) {
      many.append("x").append(i).append(": 1\n");
    }
    assertThat(read("skill.yaml", many.toString()).findings()).hasSizeLessThan(200);
  }

  @Test
  void any_change_of_any_byte_is_read_or_told() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      var declared = Declarations.of(SkillFile.of("skill.yaml", bytes), Path.of("x"));
      if (declared instanceof Declared.Unsound unsound) {
        assertThat(unsound.why())
            .as("seed %d round %d: %s", seed, round, HexFormat.of().formatHex(bytes))
            .isNotEmpty();
      }
    }
  }

  @Test
  void a_rate_is_so_many_calls_in_some_time() {
    for (var each :
        List.of("rate: 10/s", "rate: '100 / min'", "rate: 5/hour", "calls_per_minute: 60")) {
      var skill = sound(read("skill.yaml", WHOLE.replace("calls_per_minute: 60", each)));
      assertThat(skill.limits().rate()).as(each).isPresent();
    }
    assertThat(
            sound(read("skill.yaml", WHOLE.replace("calls_per_minute: 60", "rate: 5/hour")))
                .limits()
                .rate())
        .hasValue(new Rate(5, Duration.ofHours(1)));
    for (var wrong :
        List.of(
            "rate: 10",
            "rate: 0/s",
            "rate: 10/week",
            "rate: -1/s",
            "rate: 1/s\n  calls_per_minute: 1")) {
      assertThat(read("skill.yaml", WHOLE.replace("calls_per_minute: 60", wrong)))
          .as(wrong)
          .isInstanceOf(Declared.Unsound.class);
    }
  }
}
