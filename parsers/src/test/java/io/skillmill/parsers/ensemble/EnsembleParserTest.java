package io.skillmill.parsers.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.Decomposer;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.decompose.Stated;
import io.skillmill.parsers.markdown.AgentSkillParser;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EnsembleParserTest {

  private static final String TEXT = "Load the file.\nNever change it.\nFiles are small.\n";

  /** A strategy that takes every line for one kind. */
  private record Monotone(String name, String kind, int lines) implements SkillParser {

    @Override
    public String version() {
      return "7";
    }

    @Override
    public Fit fit(SkillSource source) {
      return Fit.NONE;
    }

    @Override
    public ParseResult parse(SkillSource source, Limits limits) {
      var findings = new ArrayList<Diagnostic>();
      byte[] bytes = source.primaryFile().bytes().orElseThrow();
      SourceText text = SourceText.read("SKILL.md", bytes, findings).orElseThrow();
      var decomposer = new Decomposer(text, version(), limits);
      for (int line = 1; line <= lines; line++) {
        String said = text.line(line);
        int start = text.startOfLine(line);
        var stated = new Stated(said, said, start, start + said.length(), "");
        switch (kind) {
          case "actions" ->
              decomposer.action(stated).put("action_type", "io_read").put("deterministic", true);
          case "rules" ->
              decomposer
                  .rule(stated)
                  .put("condition_type", "validation")
                  .put("returns", "boolean")
                  .putArray("branching_targets")
                  .add("r_001");
          default -> decomposer.directive(stated).put("directive_type", "knowledge");
        }
      }
      return new Draft(source, this)
          .named("claude__skill__x", "x")
          .decomposition(decomposer.decomposition(findings))
          .parsed(findings);
    }
  }

  /** A strategy that reads nothing. */
  private record Refuser() implements SkillParser {

    @Override
    public String name() {
      return "refuser";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Fit fit(SkillSource source) {
      return Fit.NONE;
    }

    @Override
    public ParseResult parse(SkillSource source, Limits limits) {
      return new ParseResult.Rejected(
          List.of(Diagnostic.error("no", "It cannot be read", Place.startOf("SKILL.md"))));
    }
  }

  @Test
  void the_kind_that_most_strategies_see_wins_and_all_of_them_are_quoted() {
    var json =
        parse(
                new Monotone("a", "actions", 3),
                new Monotone("b", "rules", 2),
                new Monotone("c", "rules", 1))
            .document()
            .json();
    JsonNode parts = json.path("decomposition");
    assertThat(names(parts.path("rules"))).containsExactly("Load the file.");
    assertThat(names(parts.path("actions")))
        .containsExactly("Never change it.", "Files are small.");
    JsonNode rule = parts.path("rules").path(0);
    assertThat(rule.path("strategy").asString()).isEqualTo("b");
    assertThat(values(rule.path("provenance").path("evidence")))
        .containsExactly("a: actions/io_read", "b: rules/validation", "c: rules/validation");
    assertThat(names(json.path("strategies"))).containsExactly("a", "b", "c");
  }

  @Test
  void what_fewer_see_is_less_certain() {
    JsonNode actions =
        parse(new Monotone("a", "actions", 3), new Monotone("b", "actions", 1))
            .document()
            .json()
            .path("decomposition")
            .path("actions");
    assertThat(confidence(actions.path(0))).isGreaterThan(confidence(actions.path(1)));
  }

  @Test
  void references_follow_the_elements_to_their_new_ids() {
    JsonNode rules =
        parse(new Monotone("a", "directives", 1), new Monotone("b", "rules", 3))
            .document()
            .json()
            .path("decomposition")
            .path("rules");
    // The first line is the directive's, so what b called r_001 is d_001 now.
    assertThat(rules.path(0).path("id").asString()).isEqualTo("r_001");
    assertThat(rules.path(0).path("branching_targets").path(0).asString()).isEqualTo("d_001");
  }

  @Test
  void a_strategy_that_rejects_the_source_is_reported_and_has_no_say() {
    var parsed = parse(new Refuser(), new Monotone("a", "actions", 2));
    assertThat(parsed.diagnostics()).extracting(Diagnostic::rule).contains("strategy-rejects");
    var both = new EnsembleParser(List.of(new Refuser(), new Refuser()));
    assertThat(both.parse(source(), Limits.DEFAULT)).isInstanceOf(ParseResult.Rejected.class);
  }

  @Test
  void a_strategy_that_breaks_ends_the_whole() {
    SkillParser broken =
        new Monotone("broken", "actions", 99); // there are no so many lines in the text
    assertThatThrownBy(() -> parse(new AgentSkillParser(), broken))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void a_strategy_merged_with_itself_changes_no_element() {
    var alone = new AgentSkillParser().parse(source(), Limits.DEFAULT);
    var merged = parse(new AgentSkillParser(), new AgentSkillParser());
    var comparison = new Comparison();
    comparison.add(((ParseResult.Parsed) alone).document(), merged.document());
    assertThat(comparison.agreement()).isEqualTo(1);
    for (var kind : Comparison.Kind.values()) {
      assertThat(comparison.count(kind, "only_first")).isZero();
      assertThat(comparison.count(kind, "only_second")).isZero();
    }
  }

  @Test
  void without_two_strategies_it_says_what_it_needs() {
    assertThat(new EnsembleParser(Map.of()).needs().orElseThrow())
        .contains(EnsembleParser.STRATEGIES_NAME);
    assertThat(ensembleOf("agent-skill").needs()).isPresent();
    assertThat(ensembleOf("agent-skill, ensemble").needs()).isPresent();
    assertThat(ensembleOf("agent-skill, decomposition").needs()).isEmpty();
  }

  private static EnsembleParser ensembleOf(String names) {
    return new EnsembleParser(Map.of(EnsembleParser.STRATEGIES_NAME, names));
  }

  private static ParseResult.Parsed parse(SkillParser... strategies) {
    var result = new EnsembleParser(List.of(strategies)).parse(source(), Limits.DEFAULT);
    assertThat(result).isInstanceOf(ParseResult.Parsed.class);
    var parsed = (ParseResult.Parsed) result;
    assertThat(DocumentCheck.check(parsed.document().parsedAt(Instant.EPOCH))).isEmpty();
    return parsed;
  }

  private static SkillSource source() {
    return SkillSource.single("SKILL.md", TEXT.getBytes(StandardCharsets.UTF_8));
  }

  private static double confidence(JsonNode element) {
    return element.path("provenance").path("extraction").path("confidence").asDouble();
  }

  private static List<String> names(JsonNode array) {
    return array.valueStream().map(each -> each.path("name").asString()).toList();
  }

  private static List<String> values(JsonNode array) {
    return array.valueStream().map(each -> each.path("value").asString()).toList();
  }
}
