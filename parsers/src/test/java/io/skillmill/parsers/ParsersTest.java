package io.skillmill.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsersTest {

  private static final SkillSource SKILL =
      SkillSource.single("SKILL.md", "---\nname: x\n---\n".getBytes(StandardCharsets.UTF_8));

  /** A parser of somebody else, named as a service in the tests' resources. */
  public static final class Stranger implements SkillParser {

    private final String name;
    private final Fit fit;

    public Stranger() {
      this("stranger", Fit.CERTAIN);
    }

    private Stranger(String name, Fit fit) {
      this.name = name;
      this.fit = fit;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Fit fit(SkillSource source) {
      if (source.name().equals("broken")) {
        throw new IllegalStateException("broken");
      }
      return source.name().equals("home") ? Fit.NONE : fit;
    }

    @Override
    public ParseResult parse(SkillSource source, Limits limits) {
      return new ParseResult.Rejected(
          List.of(Diagnostic.error("strange", "Strange; do not", Place.startOf("x"))));
    }
  }

  @Test
  void a_stranger_named_as_a_service_is_discovered_and_wins_where_it_fits_alike() {
    Parsers all = Parsers.discovered();
    assertThat(all.named("stranger")).isPresent();
    assertThat(all.best(SKILL).orElseThrow().name()).isEqualTo("stranger");
    assertThat(all.best(skill("home")).orElseThrow().name()).isEqualTo("agent-skill");
  }

  @Test
  void a_stranger_that_throws_does_not_get_the_source() {
    assertThat(Parsers.discovered().best(skill("broken")).orElseThrow().name())
        .isEqualTo("agent-skill");
  }

  private static SkillSource skill(String name) {
    return SkillSource.of(name, "SKILL.md", SKILL.files());
  }

  @Test
  void our_own_are_discovered_by_the_door_of_strangers() {
    assertThat(Parsers.discovered().all())
        .extracting(SkillParser::name)
        .contains("agent-skill", "decomposition");
    assertThat(Parsers.builtIn().all())
        .extracting(SkillParser::name)
        .contains("agent-skill", "decomposition")
        .doesNotContain("stranger");
  }

  @Test
  void the_best_fit_is_chosen_and_none_where_none_fits() {
    assertThat(Parsers.builtIn().best(SKILL).orElseThrow().name()).isEqualTo("agent-skill");
    SkillSource image = SkillSource.single("a.png", new byte[] {1, 2});
    assertThat(Parsers.builtIn().best(image)).isEmpty();
    assertThat(Parsers.builtIn().parse(image, Limits.DEFAULT).diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly("no-parser");
  }

  @Test
  void where_two_fit_alike_the_first_is_chosen() {
    var parsers = Parsers.of(new Stranger("a", Fit.LIKELY), new Stranger("b", Fit.LIKELY));
    assertThat(parsers.best(SKILL).orElseThrow().name()).isEqualTo("a");
  }

  @Test
  void a_parser_can_be_asked_for_by_name() {
    assertThat(Parsers.builtIn().named("decomposition")).isPresent();
    assertThat(Parsers.builtIn().named("nobody")).isEmpty();
  }

  @Test
  void two_parsers_of_one_name_are_refused() {
    assertThatThrownBy(() -> Parsers.of(new Stranger("a", Fit.NONE), new Stranger("a", Fit.LIKELY)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Two parsers are called a");
  }
}
