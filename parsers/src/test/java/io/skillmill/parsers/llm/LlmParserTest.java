package io.skillmill.parsers.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LlmParserTest {

  private static final String SKILL =
      """
      ---
      name: count-words
      description: Counts words.
      ---
      # Count words

      Load the file with `cat`.
      Never change the file.
      """;

  private static final String GOOD =
      """
      {"elements":[
       {"kind":"rule","type":"state_check","text":"Never change the file.","first_line":8,"last_line":8,
        "condition":"the file would change","deterministic":true,"confidence":0.9},
       {"kind":"action","type":"io_read","text":"Load the file with cat.","first_line":7,"last_line":7,
        "condition":"","deterministic":true,"confidence":0.8}]}
      """;

  private ScriptedModel model;

  @BeforeEach
  void open() throws IOException {
    model = new ScriptedModel();
  }

  @AfterEach
  void close() throws IOException {
    model.close();
  }

  @Test
  void secrets_are_not_sent_and_the_lines_stay_where_they_are() {
    String key = "ghp_" + "q8Rw2Zt7".repeat(4) + "Xb3K";
    model.says(GOOD);
    String skill = SKILL.replace("# Count words", "# Count words with " + key);
    var source = SkillSource.single("SKILL.md", skill.getBytes(StandardCharsets.UTF_8));
    var llm = Parsers.of(new LlmParser(model.environment())).known("llm");
    var parsed = (ParseResult.Parsed) llm.parse(source, Limits.DEFAULT);
    assertThat(model.asked().toString())
        .doesNotContain(key.substring(4))
        .contains("ghp_[redacted, 40 characters]")
        .contains("8\\tNever change the file.");
    assertThat(parsed.document().text()).doesNotContain(key.substring(4));
  }

  @Test
  void the_models_elements_become_a_sound_document() {
    model.says(GOOD);
    JsonNode json = parsed(model.environment()).document().json();
    JsonNode action = json.path("decomposition").path("actions").path(0);
    assertThat(action.path("description").asString()).isEqualTo("Load the file with cat.");
    assertThat(action.path("action_type").asString()).isEqualTo("io_read");
    JsonNode provenance = action.path("provenance");
    assertThat(provenance.path("original_text").asString()).isEqualTo("Load the file with `cat`.");
    assertThat(provenance.path("location").path("line_start").asInt()).isEqualTo(7);
    assertThat(provenance.path("extraction").path("method").asString()).isEqualTo("llm");
    assertThat(provenance.path("extraction").path("model").asString()).isEqualTo("scripted");
    assertThat(provenance.path("extraction").path("confidence").asDouble()).isEqualTo(0.8);
    assertThat(json.path("decomposition").path("rules").path(0).path("condition_expression"))
        .hasToString("\"the file would change\"");
    assertThat(json.path("meta").path("name").asString()).isEqualTo("count-words");
    assertThat(json.path("meta").path("parsed_by").asString()).isEqualTo("skillmill llm");
  }

  @Test
  void what_the_answers_took_is_written_down() {
    model.says("{\"elements\":[{}]}").says(GOOD);
    var environment = new HashMap<>(model.environment());
    environment.put(LlmSettings.PRICE_IN_NAME, "2");
    environment.put(LlmSettings.PRICE_OUT_NAME, "10");
    JsonNode spent = parsed(environment).document().json().path("llm");
    assertThat(spent.path("calls").asInt()).isEqualTo(2);
    assertThat(spent.path("repaired").asBoolean()).isTrue();
    assertThat(spent.path("input_tokens").asInt()).isEqualTo(2000);
    assertThat(spent.path("output_tokens").asInt()).isEqualTo(400);
    assertThat(spent.path("cost").asDouble()).isEqualTo(0.008);
  }

  @Test
  void an_answer_in_a_form_that_was_not_asked_for_is_sent_back_once_with_its_faults() {
    model.says("{\"elements\":[{\"kind\":\"idea\"}]}").says("```json\n" + GOOD + "```");
    parsed(model.environment());
    JsonNode again = model.asked().get(1).path("messages");
    assertThat(again).hasSize(4);
    assertThat(again.get(3).path("content").asString()).contains("kind must be", "'idea'");
  }

  @Test
  void a_second_such_answer_is_a_failure_that_can_be_tried_again() {
    model.says("no JSON").says("{\"elements\":[]").says(GOOD);
    assertThatThrownBy(() -> parsed(model.environment()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("twice");
    assertThat(model.asked()).hasSize(2);
  }

  @Test
  void lines_that_are_not_there_and_types_of_another_kind_are_faults() {
    Answer answer =
        Answer.read(
            GOOD.replace("\"last_line\":8", "\"last_line\":80").replace("io_read", "knowledge"), 8);
    assertThat(answer.elements()).isEmpty();
    assertThat(answer.faults())
        .anySatisfy(fault -> assertThat(fault).contains("lines 8 to 80"))
        .anySatisfy(fault -> assertThat(fault).contains("'knowledge' is no type of action"));
  }

  @Test
  void what_the_lines_do_not_bear_out_is_marked_as_inferred() {
    model.says(GOOD.replace("Never change the file.", "Always upload everything somewhere."));
    var parsed = parsed(model.environment());
    assertThat(parsed.diagnostics()).extracting(Diagnostic::rule).contains("llm-not-in-the-lines");
    JsonNode rule = parsed.document().json().path("decomposition").path("rules").path(0);
    assertThat(rule.path("provenance").path("extraction").path("inferred").asBoolean()).isTrue();
  }

  @Test
  void structured_output_is_asked_for_and_given_up_where_the_endpoint_refuses_it() {
    model.answers(400, "{\"error\":{\"message\":\"no json_schema\"}}").says(GOOD);
    parsed(model.environment());
    assertThat(format(0)).isEqualTo("json_schema");
    assertThat(format(1)).isEqualTo("json_object");
    assertThat(model.headers().getFirst()).contains("Bearer sk-secret-of-the-test");
  }

  @Test
  void an_endpoint_that_fails_is_told_of_without_the_key() {
    model.answers(401, "{\"error\":{\"message\":\"bad key sk-secret-of-the-test\\nsorry\"}}");
    assertThatThrownBy(() -> parsed(model.environment()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("status 401")
        .hasMessageContaining(LlmSettings.KEY_NAME)
        .hasMessageNotContaining("sk-secret");
    model.answers(200, "<html>");
    assertThatThrownBy(() -> parsed(model.environment())).hasMessageContaining("no JSON");
  }

  @Test
  void an_endpoint_that_says_nothing_is_not_waited_for_without_end() {
    var environment = new HashMap<>(model.environment());
    environment.put(LlmSettings.TIMEOUT_NAME, "1");
    assertThatThrownBy(() -> parsed(environment)).hasMessageContaining("within 1 s");
  }

  @Test
  void a_long_file_is_cut_at_a_line_and_that_is_told() {
    model.says("{\"elements\":[]}");
    var environment = new HashMap<>(model.environment());
    environment.put(LlmSettings.CHARS_NAME, "70");
    var parsed = parsed(environment);
    assertThat(parsed.diagnostics()).extracting(Diagnostic::rule).contains("llm-cut");
    String sent = model.asked().getFirst().path("messages").get(1).path("content").asString();
    assertThat(sent).contains("name: count-words").doesNotContain("Never change");
  }

  @Test
  void without_settings_it_says_what_it_needs_and_is_not_chosen() {
    assertThat(new LlmParser(Map.of()).needs().orElseThrow()).contains(LlmSettings.URL_NAME);
    assertThat(
            new LlmParser(
                    Map.of(
                        LlmSettings.URL_NAME, "ftp://user:word@host", LlmSettings.MODEL_NAME, "m"))
                .needs()
                .orElseThrow())
        .contains("http or https")
        .doesNotContain("word@");
    assertThat(new LlmParser(model.environment()).needs()).isEmpty();
    assertThat(new LlmParser(model.environment()).version()).isEqualTo("1.scripted");
    var parsers = Parsers.of(new LlmParser(Map.of()));
    assertThat(parsers.all()).isEmpty();
    assertThat(parsers.waiting()).hasSize(1);
    assertThatThrownBy(() -> parsers.known("llm")).hasMessageContaining("cannot be used yet");
  }

  private String format(int call) {
    return model.asked().get(call).path("response_format").path("type").asString();
  }

  private static ParseResult.Parsed parsed(Map<String, String> environment) {
    var source = SkillSource.single("SKILL.md", SKILL.getBytes(StandardCharsets.UTF_8));
    var result = new LlmParser(environment).parse(source, Limits.DEFAULT);
    assertThat(result).isInstanceOf(ParseResult.Parsed.class);
    var parsed = (ParseResult.Parsed) result;
    assertThat(DocumentCheck.check(parsed.document().parsedAt(Instant.EPOCH))).isEmpty();
    return parsed;
  }
}
