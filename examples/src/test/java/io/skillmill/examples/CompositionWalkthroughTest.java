package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Skills that call skills, as examples/composition has them: what docs/guide/compose-skills.md
 * walks through, from outside.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompositionWalkthroughTest {

  private static final String CONFIG = "examples/composition/runtime-config.yaml";

  private Served host;

  @BeforeAll
  void serve(@TempDir Path folder) throws IOException {
    host = Served.start(folder, CONFIG);
  }

  @AfterAll
  void end() {
    host.close();
  }

  private static String levels(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "'level_%d'".formatted(i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void a_formula_is_made_of_calls_of_the_calculator() throws IOException {
    var output = host.run("compound_formula", "{'x':5,'y':3,'z':7}");
    assertThat(output.path("result").asDouble()).isEqualTo(26);
    assertThat(output.path("steps")).hasSize(4);
  }

  @Test
  void skills_stand_on_skills_that_stand_on_skills() throws IOException {
    var output = host.run("sum_of_squares", "{'a':3,'b':4}");
    assertThat(output.path("result").asDouble()).isEqualTo(25);
    assertThat(output.path("a_squared").asDouble()).isEqualTo(9);
    assertThat(output.path("b_squared").asDouble()).isEqualTo(16);
    assertThat(host.run("pythagorean_theorem", "{'a':3,'b':4}").path("hypotenuse").asDouble())
        .isEqualTo(5);
  }

  @Test
  void skills_that_call_each_other_are_found_out() throws IOException {
    var answer = host.post("/skills/first/run", "{'x':1}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("detail").asString())
        .isEqualTo("Circular dependency detected: first -> second -> first");
    assertThat(chain(answer)).containsExactly("first", "second", "first");
  }

  @Test
  void a_skill_cannot_call_itself_either() throws IOException {
    var answer = host.post("/skills/level_0/run", "{'value':1,'below':['level_0']}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("detail").asString())
        .isEqualTo("Circular dependency detected: level_0 -> level_0");
  }

  @Test
  void five_skills_may_stand_on_the_stack_and_no_more_unless_the_call_says_so() throws IOException {
    var four = "{'value':10,'below':%s}".formatted(levels(1, 3));
    var five = "{'value':10,'below':%s}".formatted(levels(1, 4));
    var six = "{'value':10,'below':%s}".formatted(levels(1, 5));
    var seven = "{'value':10,'below':%s}".formatted(levels(1, 6));
    assertThat(host.run("level_0", four).path("value").asInt()).isEqualTo(13);
    assertThat(host.run("level_0", five).path("value").asInt()).isEqualTo(14);

    for (String tooDeep : List.of(six, seven)) {
      var refused = host.post("/skills/level_0/run", tooDeep);
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.json().path("detail").asString())
          .startsWith("Max call depth (5) exceeded: level_0 -> level_1")
          .endsWith("level_4 -> level_5");
    }

    for (String deep : List.of(six, seven)) {
      var envelope = "{'skill_input':%s,'runtime_config':{'max_depth':10}}".formatted(deep);
      assertThat(host.run("level_0", envelope).path("value").asInt()).isGreaterThan(14);
    }
  }

  @Test
  void a_failure_is_caught_by_the_skill_that_called_or_arrives_once() throws IOException {
    assertThat(host.run("safe_divide", "{'a':10,'b':2}").path("result").asDouble()).isEqualTo(5);
    var caught = host.run("safe_divide", "{'a':10,'b':0}");
    assertThat(caught.path("success").asBoolean()).isFalse();
    assertThat(caught.path("error").asString()).contains("zero");
    assertThat(caught.path("failed").asString()).isEqualTo("calculator");

    var unknown = host.post("/skills/level_0/run", "{'value':1,'below':['nonexistent_skill']}");
    assertThat(unknown.status()).isEqualTo(500);
    String said = unknown.json().path("detail").asString();
    assertThat(said.split("nonexistent_skill", -1)).as(said).hasSize(2);
    assertThat(chain(unknown)).startsWith("level_0");
    assertThat(unknown.text()).doesNotContain("Traceback").doesNotContain(".py");
  }

  private static List<String> chain(Served.Answer answer) {
    var names = new ArrayList<String>();
    for (JsonNode name : answer.json().path("failure").path("chain")) {
      names.add(name.asString());
    }
    return names;
  }

  @Test
  void the_tree_of_calls_is_told_on_request() throws IOException {
    var answer = host.post("/skills/sum_of_squares/run?trace=1", "{'a':6,'b':8}");
    var trace = answer.json().path("trace");
    assertThat(trace.path("skill").asString()).isEqualTo("sum_of_squares");
    assertThat(trace.path("calls")).hasSize(3);
    assertThat(answer.json().path("output").path("result").asInt()).isEqualTo(100);
  }

  @Test
  void callers_at_the_same_time_each_get_their_own_answer() throws Exception {
    var calls = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 300; i++) {
      int n = i;
      calls.add(
          switch (i % 3) {
            case 0 ->
                () ->
                    host.run("compound_formula", "{'x':%d,'y':1,'z':0}".formatted(n))
                            .path("result")
                            .asDouble()
                        == 2 * n + 3;
            case 1 ->
                () ->
                    host.post("/skills/second/run", "{'x':%d}".formatted(n))
                        .text()
                        .contains("second -> first -> second");
            default ->
                () ->
                    host.run("level_0", "{'value':%d,'below':%s}".formatted(n, levels(1, 4)))
                            .path("value")
                            .asInt()
                        == n + 4;
          });
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isTrue();
      }
    }
  }

  @Test
  void both_places_where_a_skill_is_run_by_name_give_the_same() throws IOException {
    for (String path : List.of("/run", "/skills/run")) {
      var answer = host.post(path, "{'name':'compound_formula','args':{'x':5,'y':3,'z':7}}").json();
      assertThat(answer.path("success").asBoolean()).isTrue();
      assertThat(answer.path("result").path("result").asDouble()).isEqualTo(26);
    }
  }
}
