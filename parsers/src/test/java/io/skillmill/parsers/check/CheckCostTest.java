package io.skillmill.parsers.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many findings, and many wishes to pass over them, take time in proportion. */
@Timeout(240)
class CheckCostTest {

  private static final int MANY = 10_000;

  private static final double SECONDS_MAX = 2;

  /** Twice as many findings may take this often the time; quadratic work would take four times. */
  private static final double GROWTH_MAX = 2.6;

  /** How often a shape that seems slow is tried again, for the machine may be busy. */
  private static final int AGAIN = 4;

  private static final Map<String, IntFunction<String>> SHAPES =
      new TreeMap<>(
          Map.of(
              "links on a line",
              count -> times(count, "[a](b%d.md) "),
              "links and wishes on a line",
              count -> times(count, "[a](b%d.md) <!-- skillmill-ignore spec-link-missing --> "),
              "links and wishes on lines of their own",
              count -> times(count, "<!-- skillmill-ignore spec-link-missing -->\n[a](b%d.md)\n"),
              "wishes over several lines",
              count -> times(count, "<!-- skillmill-ignore\nspec-link-missing -->\n[a](b%d.md)\n"),
              "a wish with many rules",
              count -> "<!-- skillmill-ignore " + times(count, "spec-%d, ") + " -->\n",
              "a wish with a long reason",
              count ->
                  "<!-- skillmill-ignore-file spec-link-missing "
                      + times(count, "because %d ")
                      + "-->\n"
                      + times(count, "[a](b%d.md) "),
              "secrets and links",
              count -> times(count, "ghp_a1B2c3D4e5F6g7H8i9J0a1B2c3D4e5F%05d [a](b.md) "),
              "names of secrets and links that hold them",
              count -> times(count, "token=q7Zk29xVb41Lm8R%05d [a](q7Zk29xVb41Lm8R%1$05d) "),
              "links in another letter case",
              count -> times(count, "[a](b%d.md) [a](R.MD) ")));

  @Test
  void many_findings_are_told_within_two_seconds_and_linearly() {
    var slow = new TreeMap<String, String>();
    SHAPES.forEach((name, shape) -> {
      seconds(shape.apply(MANY / 10)); // warms up
      double whole = seconds(shape.apply(MANY));
      double half = seconds(shape.apply(MANY / 2));
      for (int again = 0; again < AGAIN && !sound(whole, half); again++) {
        whole = Math.min(whole, seconds(shape.apply(MANY)));
        half = Math.max(half, seconds(shape.apply(MANY / 2)));
      }
      if (!sound(whole, half)) {
        slow.put(name, "%.3f s, and %.3f s for half as many".formatted(whole, half));
      }
    });
    assertThat(slow).isEmpty();
  }

  private static boolean sound(double whole, double half) {
    return whole <= SECONDS_MAX && (whole < 0.1 || whole / half < GROWTH_MAX);
  }

  private static double seconds(String body) {
    String text = "---\nname: a\ndescription: Reads. Use when reading is needed.\n---\n" + body;
    var source =
        SkillSource.of(
            "a",
            "SKILL.md",
            List.of(
                SkillFile.of("SKILL.md", text.getBytes(StandardCharsets.UTF_8)),
                SkillFile.of("r.md", new byte[0])));
    var check = SkillCheck.of(SkillCheck.Plan.usual());
    var clock = ManagementFactory.getThreadMXBean();
    long before = clock.getCurrentThreadCpuTime();
    check.check(source, "skills/a");
    return (clock.getCurrentThreadCpuTime() - before) / 1e9;
  }

  private static String times(int count, String text) {
    return IntStream.range(0, count).mapToObj(text::formatted).collect(Collectors.joining());
  }
}
