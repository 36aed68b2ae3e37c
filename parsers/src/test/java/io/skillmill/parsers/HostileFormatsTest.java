package io.skillmill.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No example of any format, however it is broken, makes its parser throw, and whatever becomes a
 * document is a sound one. To repeat random rounds, run with {@code -Dskillmill.seed=} and the seed
 * that was printed.
 */
@Timeout(60)
class HostileFormatsTest {

  private static final Path EXAMPLES = Path.of("../examples/formats");
  private static final long SEED = Long.getLong("skillmill.seed", System.nanoTime());
  private static final int ROUNDS = 60;

  /** How many of the pieces are values by themselves. */
  private static final int VALUES = 10;

  /** What takes the place of a value, or stands between two signs. */
  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "1e999999",
          "-1",
          "9".repeat(400),
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[[[[[[",
          "{\"a\":{\"a\":",
          "\"$ref\": \"#/\", ",
          "\"$ref\": \"#\", ",
          "&a [*a]",
          "*a",
          "!!java.net.URL x",
          "---\n",
          "\"\"\"",
          "'''",
          "\uFEFF",
          "\u2028",
          "```\n",
          "\t",
          ": ",
          "- ",
          "#",
          "${",
          "{{",
          "!`",
          "@",
          "..",
          "/",
          "~1");

  static Stream<Path> examples() throws IOException {
    try (var files = Files.walk(EXAMPLES)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_file_cut_off_anywhere_does_no_harm(Path example) throws IOException {
    byte[] bytes = Files.readAllBytes(example);
    for (int end = 0; end < bytes.length; end += 1 + bytes.length / 100) {
      check(example, Arrays.copyOf(bytes, end));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void random_changes_do_no_harm(Path example) throws IOException {
    var random = new Random(SEED);
    byte[] bytes = Files.readAllBytes(example);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = changed(bytes, random);
      try {
        check(example, changed);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "Failed with -Dskillmill.seed=%d in round %d on%n%s"
                .formatted(SEED, round, new String(changed, StandardCharsets.UTF_8)),
            e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void any_value_may_be_of_any_type(Path example) throws IOException {
    String text = Files.readString(example);
    for (String piece : PIECES.subList(0, VALUES)) {
      for (int at = text.indexOf(": "); at >= 0; at = text.indexOf(": ", at + 2)) {
        int end = Math.max(at + 2, ends(text, at + 2));
        check(example, utf8(text.substring(0, at + 2) + piece + text.substring(end)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void other_encodings_and_huge_values_do_no_harm(Path example) throws IOException {
    String text = Files.readString(example);
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_32,
            StandardCharsets.ISO_8859_1)) {
      check(example, (text + "é").getBytes(charset));
    }
    check(example, utf8("\uFEFF" + text));
    check(example, utf8(text.replace("\n", "\r\n")));
    check(example, utf8(text + text));
    String long1 = "x".repeat(1 << 20);
    int colon = text.indexOf(": ");
    if (colon >= 0) {
      String before = text.substring(0, colon + 2);
      check(example, utf8(before + "\"" + long1 + "\"" + text.substring(ends(text, colon + 2))));
      check(example, utf8(before + long1 + text.substring(ends(text, colon + 2))));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void ten_thousand_levels_do_no_harm(Path example) throws IOException {
    String text = Files.readString(example);
    int brace = Math.max(1, text.indexOf('{') + 1);
    for (String deep : List.of("[", "{\"a\":", "\"a\":[", "- ", "> ", "(")) {
      String heap = deep.repeat(10_000);
      check(example, utf8(heap));
      check(example, utf8(text.substring(0, brace) + heap + text.substring(brace)));
    }
  }

  @Test
  void what_fits_no_format_is_told_and_not_guessed() {
    for (String each :
        List.of(
            "package.json {\"name\": \"a\", \"version\": \"1.0.0\", \"description\": \"b\","
                + " \"main\": \"c\", \"scripts\": {}, \"dependencies\": {}}",
            "tsconfig.json {\"compilerOptions\": {\"strict\": true}, \"include\": [\"src\"]}",
            "composer.json {\"name\": \"a/b\", \"type\": \"library\", \"require\": {}}",
            "data.json [{\"id\": 1, \"name\": \"a\"}, {\"id\": 2, \"name\": \"b\"}]",
            "manifest.json {\"manifest_version\": 3, \"name\": \"a\", \"version\": \"1\"}",
            "docker-compose.yaml services:\n  a:\n    image: b\n",
            "ci.yml name: CI\non: push\njobs: {}\n",
            "Cargo.toml [package]\nname = \"a\"\nprompt = \"b\"\n")) {
      int blank = each.indexOf(' ');
      var source = SkillSource.single(each.substring(0, blank), utf8(each.substring(blank + 1)));
      assertThat(Parsers.builtIn().best(source)).as(each).isEmpty();
    }
  }

  private static int ends(String text, int from) {
    int end = from;
    while (end < text.length() && ",\n}]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static byte[] changed(byte[] sound, Random random) {
    String text = new String(sound, StandardCharsets.ISO_8859_1);
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + random.nextInt(60));
      String middle =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> text.substring(at, to).repeat(2);
            case 2 -> String.valueOf((char) random.nextInt(256));
            default -> PIECES.get(random.nextInt(PIECES.size()));
          };
      text = text.substring(0, at) + middle + text.substring(to);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Asks the parser that the sound example would get, and the one that fits what it is now. */
  private static void check(Path example, byte[] bytes) throws IOException {
    String name = EXAMPLES.relativize(example).toString();
    Parsers parsers = Parsers.builtIn();
    SkillSource sound = SkillSource.single(name, Files.readAllBytes(example));
    var source = SkillSource.single(name, bytes);
    SkillParser usual = parsers.best(sound).orElseThrow();
    check(usual.parse(source, Limits.DEFAULT));
    for (SkillParser parser : parsers.all()) {
      assertThat(parser.fit(source)).isNotNull();
    }
  }

  private static void check(ParseResult result) {
    switch (result) {
      case ParseResult.Rejected rejected -> assertThat(rejected.diagnostics()).isNotEmpty();
      case ParseResult.Parsed parsed -> {
        var stamped = parsed.document().parsedAt(Instant.EPOCH);
        assertThat(DocumentCheck.check(stamped)).isEmpty();
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(stamped.text())).isTrue();
        assertThat(Json.write(Json.readOurs(stamped.text()))).isEqualTo(stamped.text());
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
