package io.skillmill.coordination.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.models.ChatModel.Heard;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model behind an endpoint is asked over a real socket. */
@Timeout(60)
class ChatModelTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private static final ChatQuestion QUESTION =
      ChatQuestion.of(
          List.of(new ChatMessage.Instruction("Be brief"), new ChatMessage.Request("Hello?")),
          List.of(new ToolDefinition("time", "Tells it", Json.object().put("type", "object"))));

  private RawEndpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint = new RawEndpoint();
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private Heard ask(Duration atMost) throws InterruptedException {
    try (var model = endpoint.model()) {
      return model.ask(QUESTION, atMost);
    }
  }

  private String complaint(Duration atMost) throws InterruptedException {
    return switch (ask(atMost)) {
      case Heard.Answer answer -> throw new AssertionError(answer);
      case Heard.Nothing nothing -> nothing.why().toString();
    };
  }

  @Test
  void an_answer_is_read_and_what_it_took_is_counted() throws InterruptedException {
    endpoint.says(200, RawEndpoint.GOOD).says(200, RawEndpoint.GOOD);
    try (var model = endpoint.model()) {
      assertThat(model.ask(QUESTION, LONG))
          .isInstanceOfSatisfying(
              Heard.Answer.class,
              heard -> {
                assertThat(heard.answer().reply().text()).isEqualTo("Hello");
                assertThat(heard.answer().model()).isEqualTo("m-1");
              });
      model.ask(QUESTION, LONG);
      assertThat(model.spent()).isEqualTo(new ChatUsage(6, 4));
    }
    assertThat(endpoint.keys).containsOnly("Bearer " + RawEndpoint.KEY);
    assertThat(Json.readOurs(endpoint.bodies.getFirst()))
        .hasToString(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
                + "{\"role\":\"user\",\"content\":\"Hello?\"}],\"tools\":[{\"type\":\"function\","
                + "\"function\":{\"name\":\"time\",\"description\":\"Tells it\","
                + "\"parameters\":{\"type\":\"object\"}}}]}");
  }

  @Test
  void what_may_pass_is_asked_for_again() throws InterruptedException {
    endpoint.says(429, "{}").says(503, "").says(200, RawEndpoint.GOOD);
    assertThat(ask(LONG)).isInstanceOf(Heard.Answer.class);
    assertThat(endpoint.times()).isEqualTo(3);
  }

  @Test
  void it_is_not_asked_for_ever() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      endpoint.says(500, "{\"error\":{\"message\":\"Out of order\"}}");
    }
    assertThat(complaint(LONG)).contains("answered 500 5 times: Out of order");
    assertThat(endpoint.times()).isEqualTo(Patience.TRIES_MAX);
  }

  @Test
  void a_wait_that_is_longer_than_the_time_is_not_begun() throws InterruptedException {
    endpoint.says(429, Map.of("Retry-After", "15"), "{\"error\":\"Slow down\"}");
    long began = System.nanoTime();
    assertThat(complaint(Duration.ofSeconds(5))).contains("429: Slow down", "Wait a while");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_wish_to_wait_a_day_is_not_taken_for_none() throws InterruptedException {
    for (var seconds : List.of("86400", "1e300")) {
      try (var busy = new RawEndpoint();
          var model = busy.model()) {
        busy.says(429, Map.of("Retry-After", seconds), "{\"error\":\"Come back tomorrow\"}");
        assertThat(model.ask(QUESTION, LONG).toString()).as(seconds).contains("429: Come back");
        assertThat(busy.times()).as(seconds).isEqualTo(1);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void a_refusal_that_comes_as_a_success_is_a_refusal() throws InterruptedException {
    var key = RawEndpoint.KEY;
    endpoint.says(200, "{\"error\":{\"message\":\"There is no model m for %s\"}}".formatted(key));
    assertThat(complaint(LONG))
        .contains("answered 200: There is no model m for [key]")
        .doesNotContain("chat completion", key);
    endpoint.says(200, "{\"error\":\"Not here\",\"choices\":[]}");
    assertThat(complaint(LONG)).contains("answered 200: Not here");
    endpoint.says(200, "{\"error\":{\"message\":\"Who is it?\",\"code\":\"401\"}}");
    assertThat(complaint(LONG)).contains("answered 401: Who is it?", "Check OPENAI_API_KEY");
    assertThat(endpoint.times()).isEqualTo(3);
  }

  @Test
  void a_refusal_that_may_pass_is_asked_for_again_even_as_a_success() throws InterruptedException {
    endpoint
        .says(200, "{\"error\":{\"message\":\"Slow down\",\"code\":429}}")
        .says(200, "{\"error\":{\"message\":\"Out of order\",\"status\":502}}")
        .says(200, "{\"error\":{\"message\":\"Full\",\"code\":\"overloaded\",\"status\":\"503\"}}")
        .says(200, RawEndpoint.GOOD);
    assertThat(ask(LONG)).isInstanceOf(Heard.Answer.class);
    assertThat(endpoint.times()).isEqualTo(4);
  }

  @Test
  void an_answer_beside_an_empty_complaint_is_an_answer() throws InterruptedException {
    endpoint.says(200, RawEndpoint.GOOD.replace("\"id\"", "\"error\":null,\"id\""));
    assertThat(ask(LONG)).isInstanceOf(Heard.Answer.class);
  }

  @Test
  void an_empty_account_is_not_asked_again() throws InterruptedException {
    endpoint.says(429, "{\"error\":{\"message\":\"No credit\",\"code\":\"insufficient_quota\"}}");
    assertThat(complaint(LONG)).contains("No credit");
    assertThat(endpoint.times()).isEqualTo(1);
  }

  @Test
  void nobody_is_told_the_key_not_even_by_the_endpoint() throws InterruptedException {
    endpoint.says(401, "{\"error\":{\"message\":\"Bad key:\\n%s\"}}".formatted(RawEndpoint.KEY));
    assertThat(complaint(LONG))
        .contains("answered 401: Bad key: [key]", "Check OPENAI_API_KEY")
        .doesNotContain(RawEndpoint.KEY);
    assertThat(new ModelAddress(URI.create("http://x/v1?k=hidden"), "m", "secret").toString())
        .isEqualTo("m at http://x");
  }

  @Test
  void what_is_no_completion_is_told_as_such() throws InterruptedException {
    endpoint.says(200, "<html>");
    assertThat(complaint(LONG)).contains("no chat completion");
    endpoint.says(200, "{\"choices\":[]}");
    assertThat(complaint(LONG)).contains("There is no message in it");
    endpoint.says(301, Map.of("Location", "http://127.0.0.1:1/"), "");
    assertThat(complaint(LONG)).contains("answered 301");
  }

  @Test
  void an_answer_without_end_is_not_read_to_it() throws InterruptedException {
    endpoint.says(200, " ".repeat(ChatModel.ANSWER_BYTES_MAX + 1));
    assertThat(complaint(LONG)).contains("more than the 8388608 bytes");
  }

  @Test
  void an_endpoint_that_says_nothing_is_given_up_in_time() throws InterruptedException {
    assertThat(complaint(Duration.ofMillis(300))).contains("did not answer within 0.3 s");
  }

  @Test
  void where_nobody_is_that_is_said() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var nowhere = new ModelAddress(URI.create("http://127.0.0.1:%d/v1".formatted(port)), "m", "");
    try (var model = ChatModel.at(nowhere)) {
      assertThat(model.ask(QUESTION, LONG).toString()).contains("cannot be reached");
    }
  }

  @Test
  void an_interrupt_ends_a_question() throws Exception {
    try (var model = endpoint.model()) {
      var ended = new CompletableFuture<Boolean>();
      var thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  model.ask(QUESTION, LONG);
                  ended.complete(false);
                } catch (InterruptedException _) {
                  ended.complete(true);
                }
              });
      endpoint.asked.await();
      thread.interrupt();
      assertThat(ended.get()).isTrue();
    }
  }

  // ---- JSON alone

  private static final ChatQuestion FOR_JSON =
      ChatQuestion.forJson(List.of(new ChatMessage.Request("Answer with JSON")));

  private List<Boolean> formsAsked() {
    return endpoint.bodies.stream()
        .map(body -> Json.readOurs(body).has("response_format"))
        .toList();
  }

  @Test
  void an_endpoint_that_refuses_to_be_told_the_form_is_asked_once_more_without_it()
      throws InterruptedException {
    for (int refusal : List.of(400, 422)) {
      endpoint.bodies.clear();
      endpoint.says(refusal, "{\"error\":{\"message\":\"response_format is not supported\"}}");
      endpoint.says(200, RawEndpoint.GOOD).says(200, RawEndpoint.GOOD);
      try (var model = endpoint.model()) {
        assertThat(model.ask(FOR_JSON, LONG)).isInstanceOf(Heard.Answer.class);
        assertThat(model.ask(FOR_JSON, LONG)).isInstanceOf(Heard.Answer.class);
      }
      assertThat(formsAsked()).as("%d", refusal).containsExactly(true, false, false);
    }
  }

  @Test
  void a_refusal_for_another_reason_is_told_and_the_form_is_not_given_up()
      throws InterruptedException {
    endpoint.says(400, "{\"error\":\"Too long\"}").says(400, "{\"error\":\"Too long\"}");
    endpoint.says(401, "{\"error\":\"Who are you?\"}").says(200, RawEndpoint.GOOD);
    try (var model = endpoint.model()) {
      assertThat(model.ask(FOR_JSON, LONG).toString()).contains("answered 400: Too long");
      assertThat(model.ask(FOR_JSON, LONG).toString()).contains("answered 401: Who are you?");
      assertThat(model.ask(FOR_JSON, LONG)).isInstanceOf(Heard.Answer.class);
    }
    assertThat(formsAsked()).containsExactly(true, false, true, true);
  }

  @Test
  void what_refuses_a_question_in_any_form_is_not_asked_again() throws InterruptedException {
    endpoint.says(400, "{\"error\":\"No tools here\"}");
    assertThat(complaint(LONG)).contains("answered 400: No tools here");
    assertThat(endpoint.times()).isEqualTo(1);
  }

  @Test
  void a_scripted_model_speaks_the_same_contract() throws InterruptedException {
    try (var scripted =
            ScriptedModel.open(
                question -> ScriptedModel.says(question.messages().getLast().text() + "!"));
        var model = ChatModel.at(scripted.address())) {
      assertThat(model.ask(QUESTION, LONG))
          .isInstanceOfSatisfying(
              Heard.Answer.class,
              heard -> {
                assertThat(heard.answer().reply().text()).isEqualTo("Hello?!");
                assertThat(heard.answer().usage().total()).isPositive();
              });
      assertThat(scripted.asked()).hasSize(1);
      assertThat(model.ask(ChatQuestion.of(List.of(), List.of()), LONG).toString())
          .contains("answered 400", "list of messages");
    }
  }

  // ---- which model

  @Test
  void the_variables_name_the_model() {
    var local =
        ModelAddress.of(
            Map.of("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1/", "OPENAI_MODEL", "llama"),
            Optional.empty(),
            Optional.empty());
    assertThat(local.endpoint()).hasToString("http://127.0.0.1:11434/v1/chat/completions");
    assertThat(local.key()).isEmpty();
    var usual =
        ModelAddress.of(Map.of("OPENAI_API_KEY", " sk-1 "), Optional.empty(), Optional.of("other"));
    assertThat(usual.endpoint()).hasToString("https://api.openai.com/v1/chat/completions");
    assertThat(usual.model()).isEqualTo("other");
    assertThat(usual.key()).isEqualTo("sk-1");
    assertThat(ModelAddress.find(Map.of())).isEmpty();
  }

  @Test
  void what_is_missing_or_wrong_is_said() {
    assertThatThrownBy(() -> ModelAddress.of(Map.of(), Optional.empty(), Optional.empty()))
        .hasMessageContaining("Set OPENAI_API_KEY");
    assertThatThrownBy(
            () -> ModelAddress.of(Map.of(), Optional.of("http://localhost/v1"), Optional.empty()))
        .hasMessageContaining("Set OPENAI_MODEL");
    for (var bad : List.of("ftp://x", "http://u:secret@x/v1", "http:// x", "x", "http:///v1")) {
      assertThatThrownBy(() -> ModelAddress.of(Map.of(), Optional.of(bad), Optional.of("m")))
          .as(bad)
          .hasMessageContaining("cannot be used")
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() ->
            ModelAddress.of(Map.of("OPENAI_API_KEY", "a b"), Optional.empty(), Optional.of("m")))
        .hasMessageContaining("cannot be sent")
        .hasMessageNotContaining("a b");
  }

  @Test
  void a_wish_to_wait_is_seconds_or_a_date() {
    var now = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(Patience.wish("2", now)).contains(Duration.ofSeconds(2));
    assertThat(Patience.wish("0.5", now)).contains(Duration.ofMillis(500));
    assertThat(Patience.wish("86400", now)).contains(Duration.ofDays(1));
    assertThat(Patience.wish("Thu, 01 Jan 2026 00:00:03 GMT", now)).contains(Duration.ofSeconds(3));
    assertThat(Patience.wish("Wed, 31 Dec 2025 00:00:00 GMT", now)).contains(Duration.ZERO);
    for (var none : List.of("", "soon", "-1", "NaN", "1e400")) {
      assertThat(Patience.wish(none, now)).as(none).isEmpty();
    }
  }
}
