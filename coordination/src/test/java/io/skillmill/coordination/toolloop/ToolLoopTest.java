package io.skillmill.coordination.toolloop;

import static io.skillmill.coordination.toolloop.Scene.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.toolloop.Talk.Stop;
import io.skillmill.coordination.toolloop.Toolbox.Ran;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model runs tools until it is done, or a bound is reached. */
@Timeout(60)
class ToolLoopTest {

  private static final Scene.Deed DOUBLE =
      (arguments, _) ->
          new Ran.Done(Json.object().put("result", arguments.path("x").asDouble() * 2));

  /** Asks for one call after the other, and says what came of the last. */
  private static Scene calling(String... arguments) {
    var turn = new AtomicInteger();
    return new Scene(question -> {
      int now = turn.getAndIncrement();
      return now < arguments.length
          ? ScriptedModel.calls(call("c" + now, "double", arguments[now]))
          : ScriptedModel.says(Scene.outcomes(question).getFirst());
    });
  }

  @Test
  void a_tool_is_run_and_the_model_says_what_came_of_it() {
    try (var scene = calling("{'x':4}").tool("double", DOUBLE)) {
      var talk = scene.ask("Twice 4?", Bounds.DEFAULT);
      assertThat(talk.stop()).isEqualTo(Stop.DONE);
      assertThat(talk.text()).isEqualTo("{\"result\":8.0}");
      assertThat(talk.effort().turns()).isEqualTo(2);
      assertThat(talk.effort().calls()).isEqualTo(1);
      assertThat(talk.effort().usage().total()).isPositive();
      assertThat(talk.messages()).hasSize(4);
      assertThat(scene.scripted.asked().get(1).path("messages").path(2).path("tool_call_id"))
          .hasToString("\"c0\"");
      assertThat(scene.steps)
          .containsExactly(
              new Talk.Step.Called("double", "{\"x\":4}"),
              new Talk.Step.Returned("double", true, "{\"result\":8.0}"));
    }
  }

  @Test
  void several_calls_of_a_turn_run_at_the_same_time_and_come_back_in_order() {
    var both = new CyclicBarrier(2);
    try (var scene =
        new Scene(question ->
            Scene.outcomes(question).isEmpty()
                ? ScriptedModel.calls(
                    call("", "meet", "{'x':1}"),
                    call("same", "meet", "{'x':2}"),
                    call("same", "double", "{'x':3}"))
                : ScriptedModel.says(String.join(" ", Scene.outcomes(question))))
            .tool("double", DOUBLE)
            .tool(
                "meet",
                (arguments, _) -> {
                  try {
                    both.await(30, TimeUnit.SECONDS);
                  } catch (Exception e) {
                    return new Ran.Failed(e.toString(), "");
                  }
                  return new Ran.Done(arguments);
                })) {
      var talk = scene.ask("Meet", Bounds.DEFAULT);
      assertThat(talk.text()).isEqualTo("{\"x\":1} {\"x\":2} {\"result\":6.0}");
      var calls = scene.scripted.asked().get(1).path("messages").path(1).path("tool_calls");
      assertThat(calls.valueStream().map(one -> one.path("id").asString()).toList())
          .as("each call has an id of its own")
          .containsExactly("call_1", "same", "call_2");
      assertThat(talk.messages().subList(2, 5))
          .extracting(message -> ((ChatMessage.Outcome) message).callId())
          .containsExactly("call_1", "same", "call_2");
    }
  }

  @Test
  void an_id_that_is_made_is_none_that_the_model_made() {
    try (var scene =
        new Scene(question ->
            Scene.outcomes(question).isEmpty()
                ? ScriptedModel.calls(
                    call("", "double", "{'x':1}"),
                    call("call_1", "double", "{'x':2}"),
                    call("call_1", "double", "{'x':3}"),
                    call("call_3", "double", "{'x':4}"))
                : ScriptedModel.says(String.join(" ", Scene.outcomes(question))))
            .tool("double", DOUBLE)) {
      var talk = scene.ask("Twice each?", Bounds.DEFAULT);
      assertThat(talk.messages().subList(2, 6))
          .extracting(message -> ((ChatMessage.Outcome) message).callId())
          .containsExactly("call_2", "call_1", "call_4", "call_3");
    }
  }

  @Test
  void whatever_is_wrong_with_a_call_is_told_to_the_model() {
    try (var scene =
        new Scene(question ->
            Scene.outcomes(question).isEmpty()
                ? ScriptedModel.calls(
                    call("1", "double", "{'x':"),
                    call("2", "double", "[1]"),
                    call("3", "duble", "{'x':1}"),
                    call("4", "double", "{'x':'one'}"),
                    call("5", "double", ""),
                    call("6", "sour", "{'x':1}"),
                    call("7", "broken", "{'x':1}"))
                : ScriptedModel.says(String.join("\n", Scene.outcomes(question))))
            .tool("double", DOUBLE)
            .tool("sour", (_, _) -> new Ran.Failed("The milk is sour", "Buy milk"))
            .tool(
                "broken",
                (_, _) -> {
                  throw new IllegalStateException("secret of the inside");
                })) {
      var talk = scene.ask("Try", Bounds.DEFAULT);
      assertThat(talk.stop()).isEqualTo(Stop.DONE);
      var told = talk.text().split("\n", -1);
      assertThat(told[0]).contains("not JSON", "line 1");
      assertThat(told[1]).contains("no JSON object");
      assertThat(told[2]).contains("no tool 'duble'", "There are broken, double, sour");
      assertThat(told[3]).contains("do not fit", "x: ");
      assertThat(told[4]).contains("do not fit", "required");
      assertThat(told[5]).isEqualTo("{\"error\":\"The milk is sour\",\"remedy\":\"Buy milk\"}");
      assertThat(told[6]).contains("IllegalStateException").doesNotContain("secret");
      assertThat(talk.effort().calls()).as("those that were carried out").isEqualTo(2);
    }
  }

  @Test
  void tools_that_come_and_go_are_seen_at_the_next_turn() {
    try (var scene = calling("{'x':1}", "{'x':2}").tool("double", DOUBLE)) {
      scene.tool(
          "double",
          (arguments, _) -> {
            scene.deeds.remove("double");
            scene.tool("triple", DOUBLE);
            return new Ran.Done(arguments);
          });
      var talk = scene.ask("Go", Bounds.DEFAULT);
      assertThat(talk.text()).contains("no tool 'double'", "There are triple");
      assertThat(scene.scripted.asked().get(1).path("tools").path(0).path("function").path("name"))
          .hasToString("\"triple\"");
    }
  }

  @Test
  void the_same_call_again_and_again_is_stopped() {
    var runs = new AtomicInteger();
    try (var scene =
        new Scene(_ -> ScriptedModel.calls(call("1", "double", "{'x':1}")))
            .tool(
                "double",
                (arguments, _) -> {
                  runs.incrementAndGet();
                  return new Ran.Done(arguments);
                })) {
      var talk = scene.ask("Loop", Bounds.DEFAULT);
      assertThat(talk.stop()).isEqualTo(Stop.REPEATED);
      assertThat(runs).hasValue(Calling.EQUAL_MAX);
      assertThat(talk.effort().turns()).isEqualTo(Calling.EQUAL_WISHES_MAX);
      assertThat(talk.messages().getLast().text()).contains("with the same arguments");
    }
  }

  @Test
  void each_bound_stops_with_a_reason_of_its_own_and_what_there_is() {
    var next = new AtomicInteger();
    try (var scene =
        new Scene(
                _ -> {
                  var reply =
                      new ChatMessage.Reply(
                          "On it",
                          List.of(
                              call("1", "double", "{'x':%d}".formatted(next.incrementAndGet()))));
                  return new ChatAnswer(
                      reply, ChatAnswer.Finish.TOOL_CALLS, new ChatUsage(90, 10), "m");
                })
            .tool("double", DOUBLE)) {
      var turns = scene.ask("Go", Bounds.DEFAULT.ofTurns(3));
      assertThat(turns.stop()).isEqualTo(Stop.TURNS);
      assertThat(turns.text()).isEqualTo("On it");
      assertThat(turns.messages()).hasSize(1 + 3 * 2);

      var calls = scene.ask("Go", Bounds.DEFAULT.ofCalls(2));
      assertThat(calls.stop()).isEqualTo(Stop.CALLS);
      assertThat(calls.effort().calls()).isEqualTo(2);
      assertThat(calls.messages().getLast().text()).contains("All 2 calls were made");

      var tokens = scene.ask("Go", Bounds.DEFAULT.ofTokens(250));
      assertThat(tokens.stop()).isEqualTo(Stop.TOKENS);
      assertThat(tokens.effort().usage()).isEqualTo(new ChatUsage(270, 30));
    }
  }

  @Test
  void a_tool_that_takes_too_long_is_left_behind() throws InterruptedException {
    var interrupted = new CountDownLatch(1);
    try (var scene =
        calling("{'x':1}")
            .tool(
                "double",
                (arguments, _) -> {
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                  }
                  return new Ran.Done(arguments);
                })) {
      var talk = scene.ask("Wait", Bounds.DEFAULT.within(Duration.ofMillis(500)));
      assertThat(talk.stop()).isEqualTo(Stop.TIME);
      assertThat(talk.messages().getLast().text()).contains("longer than there was time");
      assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void an_interrupt_ends_it_with_what_there_is() throws Exception {
    var running = new CountDownLatch(1);
    try (var scene =
        calling("{'x':1}")
            .tool(
                "double",
                (arguments, _) -> {
                  running.countDown();
                  new CountDownLatch(1).await();
                  return new Ran.Done(arguments);
                })) {
      var talk = new CompletableFuture<Talk>();
      var thread = Thread.ofVirtual().start(() -> talk.complete(scene.ask("Wait", Bounds.DEFAULT)));
      running.await();
      thread.interrupt();
      assertThat(talk.get().stop()).isEqualTo(Stop.CANCELLED);
      assertThat(talk.get().messages()).as("no call without its outcome").hasSize(1);
    }
  }

  @Test
  void a_model_that_gives_no_answer_says_why() {
    try (var scene =
        new Scene(_ -> {
          throw new IllegalArgumentException("Too many words");
        })) {
      var talk = scene.ask("Hello", Bounds.DEFAULT);
      assertThat(talk.stop()).isEqualTo(Stop.UNHEARD);
      assertThat(talk.problem().orElseThrow().what()).contains("answered 400: Too many words");
    }
  }

  @Test
  void an_answer_that_was_cut_off_or_held_back_is_told_as_such() {
    var stops =
        Map.of(
            ChatAnswer.Finish.LENGTH, Stop.LENGTH, ChatAnswer.Finish.CONTENT_FILTER, Stop.FILTERED);
    stops.forEach((finish, stop) -> {
      try (var scene =
          new Scene(_ ->
              new ChatAnswer(
                  new ChatMessage.Reply("Once upon", List.of()), finish, ChatUsage.NONE, "m"))) {
        var talk = scene.ask("A story", Bounds.DEFAULT);
        assertThat(talk.stop()).isEqualTo(stop);
        assertThat(talk.text()).isEqualTo("Once upon");
      }
    });
  }

  @Test
  void a_large_output_is_cut_and_says_so() {
    try (var scene =
        calling("{'x':1}")
            .tool("double", (_, _) -> new Ran.Done(Json.object().put("text", "x".repeat(5_000))))) {
      var bounds = new Bounds(16, 64, 1_000_000, Duration.ofMinutes(1), 100);
      assertThat(scene.ask("Go", bounds).text())
          .hasSizeLessThan(200)
          .endsWith("(the first 100 of 5011 characters)");
    }
  }
}
