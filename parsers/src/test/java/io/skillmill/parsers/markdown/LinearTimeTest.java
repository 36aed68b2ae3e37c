package io.skillmill.parsers.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twice the input takes no more than twice the time, plus noise, whatever it is made of: read,
 * parsed, checked and written. It is the thread's own time that counts, so that a busy machine does
 * not.
 */
class LinearTimeTest {

  private static final int HALF = 1 << 18;
  private static final Duration MOST = Duration.ofSeconds(1);

  /** What doubling may cost, and what is noise even so. */
  private static final double FACTOR = 2.6;

  private static final Duration NOISE = Duration.ofMillis(40);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * A file that is the same over and over.
   *
   * @param opening what it begins with, once
   */
  record Shape(String name, String opening, String piece) {

    SkillSource source(int bytes) {
      var text = new StringBuilder(opening);
      while (text.length() < bytes) {
        text.append(piece);
      }
      byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
      return SkillSource.of("tea", "SKILL.md", List.of(SkillFile.of("SKILL.md", utf8)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Shape> shapes() {
    String top = "---\nname: tea\ndescription: Makes tea\n---\n\n";
    return List.of(
        new Shape("quotes in quotes", top, "> "),
        new Shape("lists in lists", top, "- "),
        new Shape("numbers in numbers", top, "1. "),
        new Shape("nested lines", top, "> - > - > - a\n"),
        new Shape("many items", top, "- Read the file\n"),
        new Shape("items that never end", top, "- a\n  b\n"),
        new Shape("one long line", top, "Read the file and "),
        new Shape("one long sentence", top, "Read. "),
        new Shape("one long word", top, "a"),
        new Shape("one long paragraph", top, "If it is, stop\n"),
        new Shape("backticks", top, "`"),
        new Shape("backticks apart", top, "` "),
        new Shape("backticks in runs", top, "` `` ``` ```` a "),
        new Shape("a fence without an end", top + "```sh\n", "git \"status\n"),
        new Shape("fences", top, "```sh\nls\n```\n"),
        new Shape("a session without an end", top + "```sh\n", "for a in 'b; do {\n"),
        new Shape("brackets", top, "["),
        new Shape("brackets closed", top, "[a]"),
        new Shape("links without an end", top, "[a]("),
        new Shape("images", top, "![[a]"),
        new Shape("parentheses", top + "[a](", "("),
        new Shape("emphasis", top, "*a **b "),
        new Shape("emphasis and underscores", top, "_*"),
        new Shape("strong words", top, "**a** "),
        new Shape("a wide table", top + "| a |\n|---|\n", "| a "),
        new Shape("a wide heading of a table", top, "|-"),
        new Shape("a long table", top + "| if | do |\n|---|---|\n", "| a | b |\n"),
        new Shape("many tables", top, "| a | b |\n|---|---|\n\n"),
        new Shape("headings", top, "# a\n"),
        new Shape("headings below headings", top, "# a\n## b\n### c\n#### d\n"),
        new Shape("definitions", top, "[a]: b\n"),
        new Shape("references", top + "[a]: b\n\n", "[a][b] "),
        new Shape("tags", top, "<a "),
        new Shape("comments without an end", top, "<!-- "),
        new Shape("entities", top, "&amp;&"),
        new Shape("load-time commands", top, "!`a "),
        new Shape("placeholders", top, "{{ $a "),
        new Shape("placeholders in code", top + "```!\n", "$1 @a/b "),
        new Shape("mentions of skills", top, "skill `a` "),
        new Shape("names of skills", top, "`a-"),
        new Shape("a frontmatter of many fields", "---\n", "a: b\n"),
        new Shape("a frontmatter of different fields", "---\nname: tea\n", "- a: b: c\n"),
        new Shape("a long value", "---\nname: tea\ndescription: ", "a b, "),
        new Shape("a long folded value", "---\nname: tea\ndescription: >\n", "  a b\n"),
        new Shape("a frontmatter without an end", "---\nname: tea\n", "# a\n"),
        new Shape("brackets in a frontmatter", "---\nname: ", "["),
        new Shape("quotes in a frontmatter", "---\nname: tea\ndescription: \"", "a\\\"'"),
        new Shape("Chinese", top, "如果水太热，"),
        new Shape("carriage returns", top, "a\r"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void twice_the_input_takes_no_more_than_twice_the_time(Shape shape) {
    time(shape.source(HALF / 4)); // so that the code is warm
    Duration once = best(shape.source(HALF));
    Duration twice = best(shape.source(2 * HALF));
    assertThat(twice)
        .as("%s: %d KiB took %s, twice as much %s", shape, HALF >> 10, once, twice)
        .isLessThan(Duration.ofNanos((long) (once.toNanos() * FACTOR)).plus(NOISE));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void a_mebibyte_takes_less_than_a_second(Shape shape) {
    time(shape.source(HALF / 4));
    assertThat(best(shape.source(1 << 20))).as(shape.name()).isLessThan(MOST);
  }

  /** The best of three; the rest is noise. */
  private static Duration best(SkillSource source) {
    Duration best = time(source);
    for (int i = 0; i < 2 && best.compareTo(NOISE) > 0; i++) {
      Duration again = time(source);
      best = again.compareTo(best) < 0 ? again : best;
    }
    return best;
  }

  private static Duration time(SkillSource source) {
    long start = THREADS.getCurrentThreadCpuTime();
    if (new AgentSkillParser().parse(source, Limits.DEFAULT)
        instanceof ParseResult.Parsed(var document, var _)) {
      var stamped = document.parsedAt(Instant.EPOCH);
      assertThat(DocumentCheck.check(stamped)).isEmpty();
      assertThat(stamped.text()).isNotBlank();
    }
    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
  }
}
