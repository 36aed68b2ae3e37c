package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What people who wrote skills as Python functions expect of composing them, case by case, from
 * outside: the functions are sent to a running host, and called there.
 */
@Timeout(180)
class CompositionCasesTest {

  private static final String CONFIG = "examples/composition/runtime-config.yaml";

  @TempDir Path folder;
  private Served host;

  @BeforeEach
  void serve() throws IOException {
    host = Served.start(folder, CONFIG, "--register");
  }

  @AfterEach
  void end() {
    host.close();
  }

  private JsonNode register(String name, Map<String, String> inputs, String code)
      throws IOException {
    var body = Json.object().put("code", code);
    var meta = body.putObject("meta").put("name", name).put("description", "Does " + name);
    var types = meta.putObject("inputs");
    inputs.forEach(types::put);
    var answer = host.send("POST", "/skills/register", Json.write(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode x(String name, String code) throws IOException {
    return register(name, Map.of("x", "float"), code);
  }

  private JsonNode run(String name, String args) throws IOException {
    return host.post("/skills/run", "{'name':'%s','args':%s}".formatted(name, args)).json();
  }

  private JsonNode result(String name, String args) throws IOException {
    var answer = run(name, args);
    assertThat(answer.path("success").asBoolean()).as(answer.toString()).isTrue();
    return answer.path("result");
  }

  private String error(String name, String args) throws IOException {
    var answer = run(name, args);
    assertThat(answer.path("success").asBoolean()).as(answer.toString()).isFalse();
    return answer.path("error").asString();
  }

  private void chain(int skills) throws IOException {
    for (int i = 0; i < skills; i++) {
      String name = "link_" + i;
      String body =
          i == skills - 1
              ? "{'value': x}"
              : "{'value': call_skill('link_%d', x=x + 1)['value'] + 1}".formatted(i + 1);
      x(name, "def %s(x):\n    return %s\n".formatted(name, body));
    }
  }

  @Test
  void k4_k5_k13_a_skill_is_made_of_others() throws IOException {
    register(
        "double_and_add",
        Map.of("x", "float", "y", "float"),
        """
        def double_and_add(x, y):
            doubled = call_skill("calculator", operation="multiply", a=x, b=2)["result"]
            added = call_skill("calculator", operation="add", a=doubled, b=y)["result"]
            return {"result": added, "steps": [doubled, added]}
        """);
    var thirteen = result("double_and_add", "{'x':5,'y':3}");
    assertThat(thirteen.path("result").asDouble()).isEqualTo(13);
    assertThat(thirteen.path("steps")).hasSize(2);

    register(
        "sum_then_multiply",
        Map.of("a", "float", "b", "float", "c", "float"),
        """
        def sum_then_multiply(a, b, c):
            total = call_skill("calculator", operation="add", a=a, b=b)["result"]
            return {"result": call_skill("calculator", operation="multiply", a=total, b=c)["result"]}
        """);
    assertThat(result("sum_then_multiply", "{'a':2,'b':3,'c':4}").path("result").asDouble())
        .isEqualTo(20);

    x("doubled", "def doubled(x):\n    return {'value': x * 2}\n");
    x("tripled", "def tripled(x):\n    return {'value': x * 3}\n");
    x(
        "double_and_triple",
        """
        def double_and_triple(x):
            two, three = call_skill("doubled", x=x)["value"], call_skill("tripled", x=x)["value"]
            return {"doubled": two, "tripled": three, "sum": two + three}
        """);
    assertThat(result("double_and_triple", "{'x':5}").path("sum").asDouble()).isEqualTo(25);
  }

  @Test
  void k6_k7_k15_circles_are_refused_however_short() throws IOException {
    register(
        "recursive",
        Map.of("n", "int"),
        """
        def recursive(n):
            return {"n": 0} if n <= 0 else call_skill("recursive", n=n - 1)
        """);
    for (int n : List.of(1, 5)) {
      assertThat(error("recursive", "{'n':%d}".formatted(n)))
          .isEqualTo("Circular dependency detected: recursive -> recursive");
    }
    assertThat(result("recursive", "{'n':0}").path("n").asInt()).isZero();

    x("ring_a", "def ring_a(x):\n    return call_skill('ring_b', x=x)\n");
    // K23: the second one closes the circle, which its registration tells.
    var closing = x("ring_b", "def ring_b(x):\n    return call_skill('ring_a', x=x)\n");
    assertThat(closing.path("warnings").toString()).contains("ring_b -> ring_a -> ring_b");
    assertThat(error("ring_a", "{'x':1}"))
        .isEqualTo("Circular dependency detected: ring_a -> ring_b -> ring_a");
  }

  @Test
  void k8_k9_k14_five_may_stand_on_the_stack() throws IOException {
    chain(7);
    assertThat(result("link_3", "{'x':10}").path("value").asDouble()).isEqualTo(16);
    assertThat(result("link_2", "{'x':10}").path("value").asDouble()).isEqualTo(18);
    for (String entry : List.of("link_0", "link_1")) {
      assertThat(error(entry, "{'x':1}")).startsWith("Max call depth (5) exceeded: " + entry);
    }
    // K2: the limit is the caller's to raise.
    var raised = host.run("link_0", "{'skill_input':{'x':10},'runtime_config':{'max_depth':10}}");
    assertThat(raised.path("value").asDouble()).isEqualTo(22);
  }

  @Test
  void k10_k11_k12_k17_k18_failures_arrive_once_and_can_be_caught() throws IOException {
    register(
        "failing",
        Map.of("fail", "bool"),
        """
        def failing(fail):
            if fail:
                raise ValueError("it was asked to")
            return {"status": "success"}
        """);
    register(
        "caller",
        Map.of("fail", "bool"),
        "def caller(fail):\n    return call_skill('failing', fail=fail)\n");
    assertThat(result("caller", "{'fail':false}").path("status").asString()).isEqualTo("success");

    var failed = run("caller", "{'fail':true}");
    assertThat(failed.path("error").asString().split("it was asked to", -1)).hasSize(2);
    var failure = failed.path("failure");
    assertThat(failure.path("type").asString()).isEqualTo("ValueError");
    assertThat(failure.path("skill").asString()).isEqualTo("failing");
    assertThat(failure.path("chain").toString()).isEqualTo("[\"caller\",\"failing\"]");

    x("lost", "def lost(x):\n    return call_skill('nonexistent_skill', x=x)\n");
    assertThat(error("lost", "{'x':1}")).contains("nonexistent_skill");
    x(
        "careful",
        """
        def careful(x):
            try:
                return call_skill("nonexistent_skill", x=x)
            except SkillNotFound as missing:
                return {"caught": str(missing)}
        """);
    assertThat(result("careful", "{'x':1}").path("caught").asString())
        .contains("nonexistent_skill");

    register(
        "plain", Map.of("a", "int", "b", "int"), "def plain(a, b):\n    return {'sum': a + b}\n");
    assertThat(result("plain", "{'a':10,'b':5}").path("sum").asInt()).isEqualTo(15);
    assertThat(host.post("/run", "{'name':'gone','args':{}}").status()).isEqualTo(404);
  }

  @Test
  void k16_k20_k21_k22_k24_diamonds_parallel_calls_time_and_names() throws IOException {
    x("leaf", "def leaf(x):\n    return {'value': x}\n");
    x("left", "def left(x):\n    return call_skill('leaf', x=x)\n");
    x("right", "def right(x):\n    return call_skill('leaf', x=x)\n");
    x(
        "diamond",
        """
        def diamond(x):
            return {"sum": call_skill("left", x=x)["value"] + call_skill("right", x=x)["value"]}
        """);
    assertThat(result("diamond", "{'x':4}").path("sum").asDouble()).isEqualTo(8);

    x("slow", "import time\n\ndef slow(x):\n    time.sleep(x)\n    return {'slept': x}\n");
    x(
        "both",
        """
        import time

        def both(x):
            call_all([("slow", {"x": 0}), ("slow", {"x": 0})])
            began = time.monotonic()
            call_all([("slow", {"x": x}), ("slow", {"x": x})])
            return {"took": time.monotonic() - began}
        """);
    assertThat(result("both", "{'x':2}").path("took").asDouble()).isBetween(2.0, 3.5);

    var late =
        host.post(
            "/skills/both/run",
            "{'skill_input':{'x':60},'runtime_config':{'timeout_seconds':1.5}}");
    assertThat(late.status()).as(late.text()).isEqualTo(504);

    register("greet", Map.of("name", "str"), "def greet(name):\n    return {'hello': name}\n");
    register(
        "greets",
        Map.of("name", "str"),
        "def greets(name):\n    return call_skill('greet', {'name': name})\n");
    assertThat(result("greets", "{'name':'Ada'}").path("hello").asString()).isEqualTo("Ada");
  }

  @Test
  void k19_runs_at_the_same_time_never_see_each_others_stack() throws Exception {
    chain(5);
    x("ring_a", "def ring_a(x):\n    return call_skill('ring_b', x=x)\n");
    x("ring_b", "def ring_b(x):\n    return call_skill('ring_a', x=x)\n");
    var calls = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 600; i++) {
      int n = i;
      calls.add(
          i % 2 == 0
              ? () -> result("link_0", "{'x':%d}".formatted(n)).path("value").asInt() == n + 8
              : () ->
                  error("ring_a", "{'x':%d}".formatted(n)).endsWith("ring_a -> ring_b -> ring_a"));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var call : threads.invokeAll(calls)) {
        assertThat(call.get()).isTrue();
      }
    }
  }

  @Test
  void k25_k26_what_is_registered_lasts_and_what_is_refused_changes_nothing() throws IOException {
    x("version", "def version(x):\n    return {'edition': 1}\n");
    x("version", "def version(x):\n    return {'edition': 2}\n");
    var refused =
        host.send(
            "POST",
            "/skills/register",
            "{\"code\":\"def version(x) return 3\",\"meta\":{\"name\":\"version\"}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(result("version", "{'x':1}").path("edition").asInt()).isEqualTo(2);
    assertThat(host.page("/skills/version/versions").path("versions")).hasSize(2);
    assertThat(host.page("/skills/version/code").path("code").asString()).contains("2");

    host.close();
    host = Served.start(folder, CONFIG, "--register");
    assertThat(result("version", "{'x':1}").path("edition").asInt()).isEqualTo(2);
    assertThat(host.page("/skills").toString()).contains("version");

    assertThat(host.send("DELETE", "/skills/version", "").status()).isEqualTo(200);
    assertThat(host.get("/skills/version/schema").status()).isEqualTo(404);
    assertThat(host.send("DELETE", "/skills/version", "").status()).isEqualTo(404);
    assertThat(host.post("/run", "{'name':'version','args':{'x':1}}").status()).isEqualTo(404);
  }

  @Test
  void k23_the_graph_tells_who_calls_whom() throws IOException {
    var graph = host.page("/graph").toString();
    assertThat(graph).contains("compound_formula").contains("sum_of_squares").contains("first");
    assertThat(host.get("/graph?format=mermaid").text()).contains("-->");
    assertThat(host.get("/graph?format=dot").text()).contains("digraph");
  }
}
