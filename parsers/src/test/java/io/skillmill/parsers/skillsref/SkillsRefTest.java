package io.skillmill.parsers.skillsref;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SkillsRefTest {

  private static final String SOUND = "---\nname: a\ndescription: b\n---\nBody\n";

  /** The answers in cases.jsonl are those of the reference library itself. */
  @TestFactory
  Stream<DynamicTest> answers_what_the_reference_answers() throws Exception {
    return cases().stream()
        .map(each -> DynamicTest.dynamicTest(each.path("about").asString(), () -> compare(each)));
  }

  private static void compare(JsonNode expected) {
    byte[] file = expected.path("file").asString().getBytes(UTF_8);
    Properties properties = SkillsRef.properties(file);
    var got = Json.object();
    var errors = got.putArray("errors");
    SkillsRef.validate(expected.path("directory").asString(), file).forEach(errors::add);
    got.set("properties", properties.toJson());
    SkillsRef.body(file).ifPresent(body -> got.put("body", body));
    if (expected.has("prompt") && properties instanceof Properties.Known known) {
      var entry = new Entry(known.name(), known.description(), "/skills/it/SKILL.md");
      got.put("prompt", SkillsRef.prompt(List.of(entry)));
    }
    var wanted = Json.object();
    for (String part : List.of("errors", "properties", "body", "prompt")) {
      if (expected.has(part)) {
        wanted.set(part, expected.path(part));
      }
    }
    assertThat(Json.pretty(got)).isEqualTo(Json.pretty(wanted));
  }

  private static List<JsonNode> cases() throws IOException, Json.MalformedException {
    var cases = new ArrayList<JsonNode>();
    try (var stream = SkillsRefTest.class.getResourceAsStream("cases.jsonl")) {
      String text = new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty()) {
          cases.add(Json.read(line));
        }
      }
    }
    assertThat(cases).hasSizeGreaterThan(250);
    return cases;
  }

  @Test
  void bytes_that_are_not_utf_8_crash_the_reference() {
    byte[] file = SOUND.getBytes(UTF_8);
    file[file.length - 2] = (byte) 0xE9;
    assertThat(SkillsRef.validate("a", file))
        .containsExactly(
            "CRASH UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 34: invalid"
                + " continuation byte");
    assertThat(answer(file).crash()).isTrue();
    assertThat(SkillsRef.properties(file).toJson().path("__error__").asString())
        .isEqualTo("CRASH UnicodeDecodeError");
  }

  /** The messages are Python's own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80         | byte 0x80 in position 0: invalid start byte",
        "61C0AF     | byte 0xc0 in position 1: invalid start byte",
        "F5         | byte 0xf5 in position 0: invalid start byte",
        "C3         | byte 0xc3 in position 0: unexpected end of data",
        "61E282     | bytes in position 1-2: unexpected end of data",
        "F09F98     | bytes in position 0-2: unexpected end of data",
        "E28261     | bytes in position 0-1: invalid continuation byte",
        "F09F9861   | bytes in position 0-2: invalid continuation byte",
        "EDA080     | byte 0xed in position 0: invalid continuation byte",
        "EDA0       | byte 0xed in position 0: invalid continuation byte",
        "E08080     | byte 0xe0 in position 0: invalid continuation byte",
        "F4908080   | byte 0xf4 in position 0: invalid continuation byte",
      })
  void bytes_are_told_as_python_tells_them(String hexadecimal, String told) {
    byte[] file = HexFormat.of().parseHex(hexadecimal.strip());
    assertThat(SkillsRef.validate("a", file))
        .containsExactly("CRASH UnicodeDecodeError: 'utf-8' codec can't decode " + told);
    byte[] far = Arrays.copyOf("x".repeat(20_000).getBytes(UTF_8), 20_001);
    far[20_000] = (byte) 0x80;
    assertThat(SkillsRef.validate("a", far).getFirst()).contains("byte 0x80 in position 20000:");
  }

  @Test
  void tells_where_the_yaml_ends_to_be_yaml() {
    String file = "---\nname: a\ndescription: Use when: asked\n---\n";
    Answer.Fault fault = answer(file.getBytes(UTF_8)).fault().orElseThrow();
    assertThat(fault.line()).isEqualTo(3);
    assertThat(fault.column()).isEqualTo(22);
    assertThat(fault.problem()).contains("put the whole value in quotes");
    Answer.Fault first = answer("---name: @\n---\n".getBytes(UTF_8)).fault().orElseThrow();
    assertThat(first.line()).isEqualTo(1);
    assertThat(first.column()).isEqualTo(10);
  }

  private static Answer answer(byte[] file) {
    return SkillsRef.answer(Optional.of("a"), SkillText.read(file));
  }

  @Test
  void a_prompt_lists_skills_one_after_the_other_and_escapes_all_but_the_location() {
    assertThat(SkillsRef.prompt(List.of())).isEqualTo("<available_skills>\n</available_skills>");
    var one = new Entry("a", "<b> & \"c\" 'd'", "/x/<&>/SKILL.md");
    assertThat(SkillsRef.prompt(List.of(one, one)))
        .startsWith("<available_skills>\n<skill>\n<name>\na\n</name>\n<description>\n")
        .contains("&lt;b&gt; &amp; &quot;c&quot; &#x27;d&#x27;", "\n/x/<&>/SKILL.md\n")
        .endsWith("</location>\n</skill>\n</available_skills>")
        .containsOnlyOnce("</skill>\n<skill>");
  }

  @Test
  void hostile_frontmatter_is_read_in_linear_time_and_without_overflow() {
    int size = 1 << 20;
    for (String unit :
        List.of(
            "- ", "? ", "[", "{", "a: ", "\"", "' ", "#\n", "\n", " \n", "k:\n", "*", "!", "|")) {
      String yaml = "---\n" + unit.repeat(size / unit.length()) + "\n---\n";
      String nested = "---\nname: " + unit.repeat(size / unit.length()) + "\n---\n";
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            assertThat(SkillsRef.validate("a", yaml.getBytes(UTF_8))).isNotEmpty();
            assertThat(SkillsRef.validate("a", nested.getBytes(UTF_8))).isNotEmpty();
          },
          () -> "repeating " + unit);
    }
  }

  @Test
  void broken_frontmatter_is_answered_never_thrown() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    String signs = "ab:-# \n\t'\"|>?[]{}&*!%@`,.=<~\\\u0085\u2028\uFEFF\u0001\uD83D";
    for (int round = 0; round < 20_000; round++) {
      var file = new StringBuilder(SOUND);
      for (int change = random.nextInt(6); change >= 0; change--) {
        file.insert(3 + random.nextInt(24), signs.charAt(random.nextInt(signs.length())));
      }
      byte[] bytes = file.toString().getBytes(UTF_8);
      assertThat(SkillsRef.validate("a", bytes)).as("seed %d: %s", seed, file).isNotNull();
    }
  }
}
