package io.skillmill.coordination.skills.javascript;

import static io.skillmill.coordination.skills.javascript.InJavaScript.done;
import static io.skillmill.coordination.skills.javascript.InJavaScript.engine;
import static io.skillmill.coordination.skills.javascript.InJavaScript.failed;
import static io.skillmill.coordination.skills.javascript.InJavaScript.hosted;
import static io.skillmill.coordination.skills.javascript.InJavaScript.java;
import static io.skillmill.coordination.skills.javascript.InJavaScript.json;
import static io.skillmill.coordination.skills.javascript.InJavaScript.skill;
import static io.skillmill.coordination.skills.javascript.InJavaScript.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Skills in JavaScript that wish the host ill. */
@Timeout(180)
class HostileJavaScriptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export default () => { while (true); }",
        "export default () => /^(a+)+$/.test('a'.repeat(50) + 'b')",
        "export default async () => { while (true) await 1; }",
        "export default () => { (function again() { Promise.resolve().then(again) })(); }",
        "export default () => ({ get then() { while (true); } })",
        "export default () => ({ toJSON() { while (true); } })",
        "export default () => { for (;;) try { (function f() { f(); })() } catch { } }",
        "export default () => { const a = new Array(1e5).fill(0); while (true) a.sort(() => 0); }",
        "export default () => { while (true) try { call_skill('nobody') } catch { } }",
      })
  void what_never_ends_is_ended_in_time(String source) {
    try (var engine = engine(skill("endless", source, "{}", within(Duration.ofMillis(600))))) {
      long began = System.nanoTime();
      var failure = failed(engine, "endless", "{}");
      assertThat(failure.kind()).as(failure.message()).isIn(Kind.TIMEOUT, Kind.BROKEN);
      assertThat(failure.message())
          .isIn("'endless' took longer than it may", "RangeError: too much recursion");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
    idle();
  }

  /** Waits until no thread computes any more. */
  private static void idle() {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (computing() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(computing()).as("threads that still compute").isZero();
  }

  private static long computing() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("skillmill-javascript-"))
        .filter(thread ->
            java.util.Arrays.stream(thread.getValue())
                .anyMatch(frame -> frame.getClassName().startsWith("run.endive")))
        .count();
  }

  @Test
  void the_host_goes_on_while_many_compute_for_ever() {
    try (var engine =
        engine(
            skill(
                "endless",
                "export default () => { while (true); }",
                "{'workers':3}",
                within(Duration.ofSeconds(4))),
            java("quick", (input, context) -> input))) {
      var hogs =
          IntStream.range(0, 20)
              .mapToObj(i -> Thread.ofVirtual().start(() -> failed(engine, "endless", "{}")))
              .toList();
      long slowest = 0;
      for (int i = 0; i < 50; i++) {
        long began = System.nanoTime();
        assertThat(done(engine, "quick", "{'x':1}").path("x").asInt()).isEqualTo(1);
        slowest = Math.max(slowest, System.nanoTime() - began);
      }
      assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));
      hogs.forEach(HostileJavaScriptTest::join);
    }
    idle();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export default () => { const a = []; while (true) a.push('x'.repeat(1e5) + a.length); }",
        "export default () => { let s = 'x'; while (true) s += s; }",
        "export default () => { const a = []; while (true) a.push(new Uint8Array(1e6)); }",
        "export default () => new Array(2 ** 32 - 1).fill(1)",
        "export default () => { let o = {}; while (true) o = { o }; }",
        "export default () => { let b = 2n; while (true) b = b * b; }",
        "export default () => 'x'.repeat(2 ** 29)",
        "export default () => { const m = new Map(); for (let i = 0; ; i++) m.set(i, [i]); }",
      })
  void memory_is_bounded(String source) {
    try (var engine =
        engine(
            skill("greedy", source, "{'memory_mb':24}", within(Duration.ofSeconds(40))),
            skill(
                "modest",
                "export default () => new Uint8Array(8e6).length",
                "{'memory_mb':24}",
                SkillLimits.DEFAULT))) {
      var failure = failed(engine, "greedy", "{}");
      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure.type()).as(failure.message()).isIn("InternalError", "RangeError");
      assertThat(done(engine, "modest", "{}").asInt()).isEqualTo(8_000_000);
    }
  }

  @Test
  void all_together_have_no_more_than_their_ration() {
    var kind = new JavaScriptKind(new Ration(40L << 20), InstantSource.system());
    String source =
        """
        export default ({mb}) => {
          const kept = new Uint8Array(mb << 20);
          return call_skill("meanwhile", {}) + kept.length;
        }
        """;
    var limits = SkillLimits.DEFAULT;
    var one =
        hosted(kind, InJavaScript.declaration("one", json("{}").put("source", source), limits));
    try (var engine =
        engine(
            one,
            java("meanwhile", (input, context) -> context.call("two", json("{'mb':20}"))),
            hosted(
                kind,
                InJavaScript.declaration(
                    "two",
                    json("{}")
                        .put("source", "export default ({mb}) => new Uint8Array(mb << 20).length"),
                    limits)))) {
      var failure = failed(engine, "one", "{'mb':30}");
      assertThat(failure.skill()).isEqualTo("two");
      assertThat(failure.type() + failure.kind()).isIn("InternalErrorBROKEN", "BUSY");
      assertThat(done(engine, "one", "{'mb':5}").asInt()).isEqualTo(25 << 20);
      assertThat(done(engine, "two", "{'mb':30}").asInt()).isEqualTo(30 << 20);
    }
  }

  @Test
  void deep_recursion_ends_the_call_alone() {
    try (var engine =
        engine(
            skill(
                "deep",
                "export default ({n}) => { const f = (k) => k ? 1 + f(k - 1) : 0; return"
                    + " f(n); }"),
            skill(
                "nested",
                "export default () => { let a = []; for (let i = 0; i < 1e5; i++) a ="
                    + " [a]; return a; }"),
            skill("parsing", "export default () => JSON.parse('['.repeat(1e5))"))) {
      assertThat(done(engine, "deep", "{'n':1000}").asInt()).isEqualTo(1000);
      assertThat(failed(engine, "deep", "{'n':1000000}").message())
          .isEqualTo("RangeError: too much recursion");
      assertThat(failed(engine, "nested", "{}").kind()).isEqualTo(Kind.BROKEN);
      assertThat(failed(engine, "parsing", "{}").kind()).isEqualTo(Kind.BROKEN);
      assertThat(done(engine, "deep", "{'n':10}").asInt()).isEqualTo(10);
    }
  }

  @Test
  void an_answer_larger_than_it_may_be_is_not_even_read() {
    try (var engine =
        engine(
            skill(
                "wordy",
                "export default ({mb}) => 'x'.repeat(mb << 20)",
                "{}",
                SkillLimits.DEFAULT.withBytes(1 << 20, 1 << 20)))) {
      assertThat(failed(engine, "wordy", "{'mb':10}").type()).isEqualTo("OutputTooLarge");
      assertThat(done(engine, "wordy", "{'mb':0}").asString()).isEmpty();
    }
  }

  @Test
  void a_promise_that_is_never_kept_is_told_at_once() {
    try (var engine = engine(skill("waiting", "export default () => new Promise(() => {})"))) {
      assertThat(failed(engine, "waiting", "{}").type()).isEqualTo("NeverSettled");
    }
  }

  @Test
  void nothing_of_one_call_is_there_in_the_next() {
    String source =
        """
        let calls = 0;
        const seen = [];
        export default ({harm}) => {
          const before = [calls++, seen.length, globalThis.left ?? null, [].polluted ?? null, Math.max(1, 2),
            JSON.stringify({a: 1}), typeof Date.now(), "x".trim(), typeof call_skill];
          if (harm) {
            seen.push(1);
            globalThis.left = "behind";
            Array.prototype.polluted = true;
            Object.prototype.polluted = true;
            Math.max = () => 99;
            JSON.parse = () => ({});
            String.prototype.trim = () => "tampered";
            Date.now = () => "never";
            Promise.prototype.then = () => {};
            globalThis.call_skill = undefined;
            Object.freeze(globalThis);
          }
          return before;
        }
        """;
    try (var engine = engine(skill("harm", source), skill("other", source))) {
      String clean = "[0,0,null,null,2,\"{\\\"a\\\":1}\",\"number\",\"x\",\"function\"]";
      for (int i = 0; i < 20; i++) {
        assertThat(done(engine, "harm", "{'harm':true}").toString()).isEqualTo(clean);
        assertThat(done(engine, "other", "{}").toString()).isEqualTo(clean);
      }
    }
  }

  @Test
  void what_breaks_a_realm_leaves_no_trace_in_the_next() {
    try (var engine =
        engine(
            skill("deep", "export default () => { const f = () => 1 + f(); return f(); }"),
            skill("fine", "export default ({x}) => x"))) {
      for (int i = 0; i < 30; i++) {
        assertThat(failed(engine, "deep", "{}").type()).isEqualTo("RangeError");
        assertThat(done(engine, "fine", "{'x':%d}".formatted(i)).asInt()).isEqualTo(i);
      }
    }
  }

  @Test
  void there_is_nothing_of_this_machine_to_be_had() {
    String names =
        "process Deno Bun fetch XMLHttpRequest WebSocket Worker setTimeout setInterval Java"
            + " Packages java java_invoke Javy WebAssembly std os scriptArgs print load read"
            + " navigator window";
    try (var engine =
        engine(
            skill(
                "curious",
                "export default ({names}) => names.split(' ').filter((name) => name in"
                    + " globalThis)"),
            skill(
                "importing",
                """
                export default async ({from}) => {
                  try { return Object.keys(await import(from)); } catch (e) { return String(e); }
                }
                """))) {
      assertThat(done(engine, "curious", "{'names':'%s'}".formatted(names)).toString())
          .isEqualTo("[]");
      for (String from : new String[] {"fs", "std", "os", "/etc/passwd", "./x.js", "node:fs"}) {
        assertThat(done(engine, "importing", "{'from':'%s'}".formatted(from)).asString())
            .contains("could not load module");
      }
    }
  }

  @Test
  void tampering_with_what_the_host_gave_harms_the_call_alone() {
    try (var engine =
        engine(
            skill("one", "export default () => { globalThis.$skillmill = null; return 1 }"),
            skill(
                "two",
                "Object.defineProperty(Object.prototype, 'failure', {value: 1});"
                    + " function two() { return call_skill('fine') }"),
            skill(
                "three",
                "export default () => { JSON.stringify = () => '{'; Array.isArray = () =>"
                    + " true; return call_skill('fine') }"),
            skill("four", "export default () => { try { $skillmill.run() } catch { } return 4 }"),
            skill("fine", "export default () => 5"))) {
      for (String name : new String[] {"one", "two", "three", "four"}) {
        engine.run(io.skillmill.schema.run.RunRequest.of(name, json("{}")));
        assertThat(done(engine, "fine", "{}").asInt()).as(name).isEqualTo(5);
      }
    }
  }

  @Test
  void loading_is_bounded_as_well() {
    for (String source :
        new String[] {
          "while (true); export default () => 1",
          "const a = []; while (true) a.push('x'.repeat(1e6) + a.length); export default () => 1",
          "const f = () => 1 + f(); f(); export default f",
        }) {
      long began = System.nanoTime();
      assertThatExceptionOfType(ProblemException.class)
          .as(source)
          .isThrownBy(() -> skill("wrong", source));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }
    idle();
  }
}
