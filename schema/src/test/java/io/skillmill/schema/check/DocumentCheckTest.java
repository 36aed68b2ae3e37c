package io.skillmill.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DocumentCheckTest {

  /** The form that other readers of 2.4.0 accept. */
  private static final Schema OPEN = DecompositionSchema.compile(openForm());

  /**
   * One change to a sound document.
   *
   * @param pointer what to change
   * @param value JSON text to put there; empty to remove it
   */
  record Change(String pointer, String value) {}

  private static Change change(String pointer, String value) {
    return new Change(pointer, value);
  }

  static Stream<Change> accepted() {
    return Stream.of(
        change("/decomposition", "{}"),
        change("/decomposition/extra", "{\"any\":1}"),
        change("/extra", "[1]"),
        change("/$schema", "\"x\""),
        change("/decomposition/actions/0/extra", "true"),
        change("/meta/skill_id", "\"mcp__tool__x\""),
        change("/meta/skill_id", "\"claude______x\""),
        change("/meta/parse_timestamp", "\"2026-05-01T10:00:00+02:00\""),
        change("/meta/parse_timestamp", "\"2026-05-01T10:00:00.123456Z\""),
        change("/meta/schema_version", "\"whatever\""),
        change("/meta/skill_layer", "\"mcp_server_internal\""),
        change("/meta/supported_llm_providers", "[\"a\",\"a\"]"),
        change("/decomposition/actions/0/id", "\"a_000\""),
        change("/decomposition/actions/0/description", ""),
        change("/decomposition/rules/0/condition_expression", ""),
        change("/decomposition/rules/0/fail_action", "\"branch\""),
        change("/decomposition/rules/0/branching_targets", "[\"a_001\",\"d_001\"]"),
        change("/decomposition/directives/0/satisfaction_score", "1"),
        change("/decomposition/directives/0/related_elements", "[\"r_001\"]"),
        change(
            "/decomposition/rules/0/provenance",
            "{\"level\":\"basic\",\"source\":{\"kind\":\"web\",\"ref\":\"x\",\"more\":1},"
                + "\"original_text\":\"t\",\"note\":\"n\"}"),
        change("/quality_signals", "{}"),
        change("/parser_meta", "{\"halt_reason\":null}"),
        change(
            "/execution_paths",
            "[{\"path_id\":1,\"sequence\":[\"a_001\",\"r_001\"],\"condition\":\"\"}]"),
        change("/diagnostics", "[]"),
        change("/resources", "[]"));
  }

  /** The open form refuses these as well. */
  static Stream<Change> refused() {
    return Stream.of(
        change("/decomposition", ""),
        change("/meta", ""),
        change("/original_definition", "\"text\""),
        change("/meta/skill_id", "\"claude__skill__a1\""),
        change("/meta/skill_id", "\"claude__skill__a-b\""),
        change("/meta/skill_id", "\"claude__skill__Ab\""),
        change("/meta/skill_id", "\"claude__skill\""),
        change("/meta/skill_id", "\"claude__skill__a\\n\""),
        change("/meta/parse_timestamp", ""),
        change("/meta/parse_timestamp", "\"2026-05-01\""),
        change("/meta/parse_timestamp", "\"2026-05-01T10:00:00\""),
        change("/meta/schema_version", "2.4"),
        change("/meta/skill_layer", "\"tool\""),
        change("/decomposition/actions/0/id", "\"a_1\""),
        change("/decomposition/actions/0/id", "\"a_1000\""),
        change("/decomposition/actions/0/id", "\"a_\u0661\u0662\u0663\""),
        change("/decomposition/actions/0/deterministic", ""),
        change("/decomposition/actions/0/deterministic", "\"true\""),
        change("/decomposition/actions/0/action_type", "\"think\""),
        change("/decomposition/actions/0/side_effects", "\"x\""),
        change("/decomposition/rules/0/returns", ""),
        change("/decomposition/rules/0/fail_action", "\"abort\""),
        change("/decomposition/directives/0/satisfaction_score", "1.01"),
        change("/decomposition/directives/0/provenance/location/line_start", "0"),
        change("/decomposition/directives/0/provenance/level", "\"none\""),
        change("/decomposition/directives/0/provenance/level", "\"basic\""),
        change("/decomposition/directives/0/provenance/extraction", ""),
        change("/decomposition/directives/0/provenance/extra", "1"),
        change("/execution_paths", "[{\"path_id\":1,\"sequence\":[]}]"),
        change("/quality_signals", "{\"extra\":1}"),
        change(
            "/success_criteria",
            "[{\"id\":\"s\",\"description\":\"d\",\"metric\":\"manual\",\"weight\":2}]"),
        change(
            "/failure_patterns",
            "[{\"pattern_id\":\"p\",\"description\":\"d\",\"frequency\":\"often\"}]"));
  }

  /** The open form takes these; ours does not. */
  static Stream<Change> refusedHereAlone() {
    return Stream.of(
        change("/meta/name", "\"\""),
        change("/decomposition/actions/0/name", "\"\""),
        change("/decomposition/actions/0/provenance", ""),
        change("/decomposition/actions/0/provenance", "{\"any\":1}"),
        change("/decomposition/rules/0/provenance", ""),
        change("/decomposition/directives/0/provenance", ""),
        change("/decomposition/directives/0/description", "\"\""),
        change("/decomposition/directives/0/provenance/original_text", "\"\""),
        change("/decomposition/actions/1/id", "\"a_001\""),
        change("/decomposition/rules/0/branching_targets", "[\"a_404\"]"),
        change("/decomposition/directives/0/related_elements", "[\"x\"]"),
        change("/execution_paths", "[{\"path_id\":1,\"sequence\":[\"a_009\"],\"condition\":\"\"}]"),
        change("/diagnostics", "[{\"rule\":\"x\"}]"),
        change("/resources", "[{\"name\":\"x\",\"size\":1,\"sha256\":\"short\"}]"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void a_sound_document_may_look_like_this(Change change) {
    ObjectNode document = changed(change);
    assertThat(check(document)).isEmpty();
    assertThat(OPEN.validate(document)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_the_open_form_refuses_is_refused(Change change) {
    ObjectNode document = changed(change);
    assertThat(check(document)).extracting(Diagnostic::rule).contains("document-schema");
    assertThat(OPEN.validate(document)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("refusedHereAlone")
  void what_the_open_form_lets_pass_is_refused_too(Change change) {
    ObjectNode document = changed(change);
    assertThat(check(document)).isNotEmpty();
    assertThat(OPEN.validate(document)).isEmpty();
  }

  @Test
  void findings_say_which_rule_and_where() {
    assertThat(check(changed(change("/decomposition/actions/1/id", "\"a_001\""))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("document-duplicate-id");
          assertThat(finding.message()).contains("/decomposition/actions/1/id").contains("a_001");
        });
    assertThat(check(changed(change("/decomposition/rules/0/branching_targets", "[\"a_404\"]"))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("document-dangling-reference");
          assertThat(finding.message()).contains("/decomposition/rules/0").contains("a_404");
        });
    assertThat(check(changed(change("/meta/name", "7"))))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("At /meta/name:"));
  }

  @Test
  void findings_past_the_limit_are_counted() {
    ObjectNode document = sound();
    ArrayNode actions = document.withObjectProperty("decomposition").putArray("actions");
    for (int i = 0; i < 150; i++) {
      actions.addObject();
    }
    List<Diagnostic> findings = check(document);
    assertThat(findings).hasSize(DocumentCheck.FINDINGS_MAX + 1);
    assertThat(findings.getLast().rule()).isEqualTo("document-more-findings");
  }

  @Test
  void odd_shapes_are_findings_and_never_exceptions() {
    for (String pointer : List.of("/meta", "/decomposition", "/execution_paths")) {
      for (String value : List.of("null", "1", "\"x\"", "[]", "[1]", "[[]]")) {
        check(changed(change(pointer, value)));
      }
    }
    assertThat(check(Json.object())).isNotEmpty();
  }

  @Test
  void many_threads_may_check_at_once() throws Exception {
    var jobs = new ArrayList<Callable<List<Diagnostic>>>();
    for (int i = 0; i < 64; i++) {
      String name = i % 2 == 0 ? "\"sound\"" : "\"\"";
      jobs.add(() -> check(changed(change("/meta/name", name))));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int i = 0;
      for (var answer : threads.invokeAll(jobs)) {
        assertThat(answer.get()).hasSize(i++ % 2);
      }
    }
  }

  private static List<Diagnostic> check(ObjectNode json) {
    return DocumentCheck.check(new Document(json));
  }

  private static ObjectNode changed(Change change) {
    ObjectNode document = sound();
    int slash = change.pointer().lastIndexOf('/');
    JsonNode holder = document.at(change.pointer().substring(0, slash));
    assertTrue(holder.isObject(), change::toString);
    String member = change.pointer().substring(slash + 1);
    if (change.value().isEmpty()) {
      ((ObjectNode) holder).remove(member);
    } else {
      ((ObjectNode) holder).set(member, Json.readOurs(change.value()));
    }
    return document;
  }

  static ObjectNode sound() {
    String provenance =
        """
        {"level":"full","source":{"kind":"claude_skill","ref":"SKILL.md"},"original_text":"Do it.",
         "location":{"locator":"SKILL.md:5","file":"SKILL.md","line_start":5,"line_end":5,
         "column_start":1},"extraction":{"method":"parser"}}\
        """;
    return (ObjectNode)
        Json.readOurs(
            """
            {"meta":{"skill_id":"claude__skill__x","name":"x","skill_layer":"claude_skill",
             "schema_version":"2.4.0","parse_timestamp":"2026-05-01T10:00:00Z"},
             "decomposition":{
              "actions":[{"id":"a_001","name":"n","action_type":"compute","deterministic":true,
               "description":"d","provenance":P},
               {"id":"a_002","name":"n","action_type":"io_read","deterministic":true,
               "provenance":P}],
              "rules":[{"id":"r_001","name":"n","condition_type":"validation","returns":"boolean",
               "condition_expression":"c","provenance":P}],
              "directives":[{"id":"d_001","name":"n","directive_type":"principle",
               "description":"d","provenance":P}]}}
            """
                .replace("P}", provenance + "}"));
  }

  private static String openForm() {
    try (var in =
        DocumentCheckTest.class.getResourceAsStream("skill-decomposition-open.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
