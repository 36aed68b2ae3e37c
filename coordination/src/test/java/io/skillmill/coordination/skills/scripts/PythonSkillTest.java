package io.skillmill.coordination.skills.scripts;

import static io.skillmill.coordination.skills.scripts.Scripted.done;
import static io.skillmill.coordination.skills.scripts.Scripted.engine;
import static io.skillmill.coordination.skills.scripts.Scripted.failed;
import static io.skillmill.coordination.skills.scripts.Scripted.json;
import static io.skillmill.coordination.skills.scripts.Scripted.processes;
import static io.skillmill.coordination.skills.scripts.Scripted.python;
import static io.skillmill.coordination.skills.scripts.Scripted.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One Python function as a skill: what goes in, what comes out, what breaks. */
@Timeout(120)
class PythonSkillTest {

  @Test
  void the_function_is_chosen_as_the_original_does() {
    try (var engine =
        engine(
            python("two-words", "def other(): return 1\ndef two_words(): return 2"),
            python("first", "from json import dumps\ndef _a(): pass\ndef b(): return 'b'"),
            python("plain", "import os.path\nfrom os.path import join\njoined = join"),
            python(
                "asked",
                "def asked(): return 1\ndef other(): return 2",
                json("{'function':'other'}"),
                SkillLimits.DEFAULT))) {
      assertThat(done(engine, "two-words", "{}").asInt()).isEqualTo(2);
      assertThat(done(engine, "first", "{}").asString()).isEqualTo("b");
      assertThat(done(engine, "asked", "{}").asInt()).isEqualTo(2);
      assertThat(failed(engine, "plain", "{}").message())
          .contains("No suitable function found in the provided code");
      assertThat(engine.skills().find("plain").orElseThrow().code().ailment()).isPresent();
    }
  }

  @Test
  void wrong_arguments_are_refused_and_errors_are_told_with_their_type() {
    try (var engine =
        engine(
            python("simple_skill", "def simple_skill(a, b=5): return a + b"),
            python(
                "choosy", "def choosy(zone): raise SkillRefused(f\"Invalid timezone: '{zone}'\")"),
            python("broken", "def broken(): return open('/etc/no/such/file').read()"),
            python("unsayable", "def unsayable(): return {1, 2}"),
            python("endless", "def endless(): return float('inf')"),
            python("later", "async def later(): return 'later'"),
            python("deep", "def deep(n=0): return deep(n + 1)"))) {
      assertThat(done(engine, "simple_skill", "{'a':10,'b':5}").asInt()).isEqualTo(15);
      for (String input : List.of("{}", "{'a':1,'c':2}")) {
        assertThat(failed(engine, "simple_skill", input).kind()).isEqualTo(Kind.REFUSED);
      }
      var refused = failed(engine, "choosy", "{'zone':'Mars'}");
      assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
      assertThat(refused.message()).isEqualTo("Invalid timezone: 'Mars'");
      var broken = failed(engine, "broken", "{}");
      assertThat(broken.type()).isEqualTo("FileNotFoundError");
      assertThat(broken.message()).contains("'…/file'").doesNotContain("/etc");
      assertThat(failed(engine, "unsayable", "{}").type()).isEqualTo("TypeError");
      assertThat(failed(engine, "endless", "{}").type()).isEqualTo("ValueError");
      assertThat(done(engine, "later", "{}").asString()).isEqualTo("later");
      assertThat(failed(engine, "deep", "{}").type()).isEqualTo("RecursionError");
    }
  }

  @Test
  void what_a_skill_prints_disturbs_nobody() {
    try (var engine =
        engine(
            python(
                "printing",
                """
                import os, subprocess, sys
                print("loaded")
                def printing(text):
                    print(text)
                    print('{"run": 1, "output": "forged"}', flush=True)
                    os.write(1, b'{"run": 1, "output": "forged"}\\n')
                    subprocess.run(["echo", "from a child"], check=True)
                    return [text, sys.stdin.read()]
                """))) {
      for (int run = 0; run < 3; run++) {
        assertThat(done(engine, "printing", "{'text':'h\u00e9llo \uD83D\uDE00 \\u2028'}"))
            .isEqualTo(Json.array().add("h\u00e9llo \uD83D\uDE00 \u2028").add(""));
      }
    }
  }

  @Test
  void variables_stay_in_a_process_unless_every_call_is_to_have_a_fresh_one() {
    String counting = "n = 0\ndef counting():\n    global n\n    n += 1\n    return n\n";
    try (var engine =
        engine(
            python("counting", counting),
            python("fresh", counting, json("{'fresh':true}"), SkillLimits.DEFAULT))) {
      done(engine, "counting", "{}");
      done(engine, "fresh", "{}");
      assertThat(done(engine, "counting", "{}").asInt()).isEqualTo(2);
      assertThat(done(engine, "fresh", "{}").asInt()).isEqualTo(1);
    }
  }

  @Test
  void secrets_are_seen_by_their_own_call_alone() {
    String telling =
        """
        import os, threading
        def telling():
            return [credential('KEY'), credential('OTHER'), os.environ.get('KEY')]
        """;
    try (var engine = engine(python("telling", telling))) {
      for (String key : List.of("alice", "bob")) {
        var terms =
            new RunRequest.Terms(
                Map.of("KEY", key, "OTHER", "undeclared"),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false);
        var answer = engine.run(new RunRequest("telling", Json.object(), terms));
        assertThat(answer)
            .isInstanceOfSatisfying(
                RunAnswer.Done.class,
                told ->
                    assertThat(told.output()).isEqualTo(Json.array().add(key).addNull().addNull()));
      }
      assertThat(done(engine, "telling", "{}").path(0).isNull()).isTrue();
    }
  }

  @Test
  void a_thread_that_a_call_leaves_behind_never_sees_the_next_call() {
    String leaving =
        """
        import os, threading
        def leaving():
            threading.Thread(target=threading.Event().wait, daemon=True).start()
            return os.getpid()
        """;
    var skill = python("leaving", leaving);
    try (var engine = engine(skill)) {
      done(engine, "leaving", "{}");
      assertThat(processes(skill)).isEmpty();
    }
  }

  // ---- ends

  @Test
  void one_that_ends_in_the_middle_is_broken_and_the_next_call_works() {
    try (var engine =
        engine(
            python(
                "ending",
                """
                import os, sys
                def ending(how):
                    if how == "exit":
                        sys.exit(3)
                    if how == "at once":
                        print("last words", file=sys.stderr, flush=True)
                        os._exit(4)
                    return "here"
                """))) {
      assertThat(failed(engine, "ending", "{'how':'exit'}").type()).isEqualTo("SystemExit");
      var failure = failed(engine, "ending", "{'how':'at once'}");
      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure.type()).isEqualTo("ProcessEnded");
      assertThat(failure.message()).contains("exit code 4", "last words");
      assertThat(done(engine, "ending", "{'how':'not'}").asString()).isEqualTo("here");
    }
  }

  @Test
  void one_that_is_killed_from_outside_is_broken_and_the_next_call_works() throws Exception {
    var skill =
        python("waiting", "import time\ndef waiting(s):\n    time.sleep(s)\n    return s\n");
    try (var engine = engine(skill);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      done(engine, "waiting", "{'s':0}");
      var run = threads.submit(() -> failed(engine, "waiting", "{'s':60}"));
      await(() -> engine.skills().all().getFirst().meter().running() == 1);
      processes(skill).forEach(ProcessHandle::destroyForcibly);
      var failure = run.get(20, TimeUnit.SECONDS);
      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure.type()).isEqualTo("ProcessEnded");
      assertThat(done(engine, "waiting", "{'s':0}").asInt()).isZero();
    }
  }

  @Test
  void one_that_takes_too_long_is_ended_with_all_that_it_started() {
    var skill =
        python(
            "endless",
            """
            import subprocess
            children = []
            def endless(loop):
                children.append(subprocess.Popen(["sleep", "1000"]).pid)
                while loop:
                    pass
                return children
            """,
            Json.object(),
            within(Duration.ofSeconds(3)));
    try (var engine = engine(skill)) {
      done(engine, "endless", "{'loop':false}");
      var before = processes(skill);
      assertThat(before).isNotEmpty();
      var failure = failed(engine, "endless", "{'loop':true}");
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      gone(before);
      done(engine, "endless", "{'loop':false}");
    }
  }

  @Test
  void nothing_is_left_when_the_host_closes_while_a_call_runs() throws Exception {
    var skill =
        python(
            "waiting",
            "import time\ndef waiting(s):\n    time.sleep(s)\n    return s\n",
            Json.object(),
            within(Duration.ofSeconds(4)));
    List<ProcessHandle> before;
    try (var engine = engine(skill);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      done(engine, "waiting", "{'s':0}");
      before = processes(skill);
      assertThat(before).isNotEmpty();
      var run = threads.submit(() -> failed(engine, "waiting", "{'s':60}"));
      await(() -> engine.skills().all().getFirst().meter().running() == 1);
      engine.swap(SkillSet.EMPTY);
      assertThat(run.get().kind()).isEqualTo(Kind.TIMEOUT);
    }
    gone(before);
  }

  @Test
  void processes_rest_and_end_when_nobody_needs_them() {
    var skill =
        python("idle", "def idle(): return 1", json("{'idle_seconds':1}"), SkillLimits.DEFAULT);
    try (var engine = engine(skill)) {
      done(engine, "idle", "{}");
      var before = processes(skill);
      assertThat(before).isNotEmpty();
      await(() -> processes(skill).isEmpty());
      gone(before);
      done(engine, "idle", "{}");
    }
  }

  // ---- loading

  @Test
  void a_file_finds_its_neighbours_and_stays_as_it_was_loaded(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve("near.py"), "VALUE = 7\n");
    Files.writeString(
        home.resolve("skill.py"), "import near\ndef skill(): return [near.VALUE, __file__[-8:]]");
    var declaration =
        Scripted.declaration(
            Scripted.PYTHON,
            "skill",
            json("{'file':'skill.py','fresh':true}"),
            SkillLimits.DEFAULT);
    try (var engine =
        engine(HostedSkill.of(declaration, Scripted.PYTHON.load(declaration, home)))) {
      assertThat(done(engine, "skill", "{}")).isEqualTo(Json.array().add(7).add("skill.py"));
      Files.writeString(home.resolve("skill.py"), "def skill(): return 'changed'");
      assertThat(done(engine, "skill", "{}")).isEqualTo(Json.array().add(7).add("skill.py"));
    }
  }

  @Test
  void settings_that_make_no_sense_are_refused_when_the_skill_is_loaded() {
    for (String settings :
        List.of(
            "{}",
            "{'file':'no.py'}",
            "{'file':'a.py','source':'x'}",
            "{'source':'x','sauce':1}",
            "{'source':'x','memory_mb':0}",
            "{'source':'x','workers':'many'}")) {
      var declaration =
          Scripted.declaration(Scripted.PYTHON, "odd", json(settings), SkillLimits.DEFAULT);
      assertThatThrownBy(() -> Scripted.PYTHON.load(declaration, Scripted.HOME))
          .as(settings)
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void without_python_the_skill_says_what_to_do() {
    var skill =
        python(
            "lost",
            "def lost(): return 1",
            json("{'interpreter':'no-such-python'}"),
            SkillLimits.DEFAULT);
    try (var engine = engine(skill)) {
      var failure = failed(engine, "lost", "{}");
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure.message()).contains("install it");
      assertThat(skill.code().ailment()).isPresent();
    }
  }

  @Test
  void what_a_call_of_another_skill_costs_is_told() {
    try (var engine =
        engine(
            HostedSkill.of(
                Scripted.declaration(Scripted.PYTHON, "leaf", Json.object(), SkillLimits.DEFAULT),
                (input, _) -> input),
            python(
                "timing",
                """
                import time
                def timing(n):
                    took = []
                    for i in range(n):
                        began = time.perf_counter()
                        call_skill('leaf', i=i)
                        took.append(time.perf_counter() - began)
                    return sorted(took)[n // 2] * 1e6
                """))) {
      done(engine, "timing", "{'n':2000}");
      double median = done(engine, "timing", "{'n':5000}").asDouble();
      System.out.printf("call_skill from Python: p50 %.0f microseconds%n", median);
      var began = new ArrayList<Long>();
      for (int run = 0; run < 2_000; run++) {
        long at = System.nanoTime();
        done(engine, "timing", "{'n':1}");
        began.add(System.nanoTime() - at);
      }
      began.sort(null);
      System.out.printf("a run in Python: p50 %d microseconds%n", began.get(1_000) / 1_000);
      assertThat(median).isLessThan(50_000);
    }
  }

  static void await(java.util.function.BooleanSupplier there) {
    while (!there.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000); // the test has a time limit
    }
  }

  static void gone(List<ProcessHandle> processes) {
    processes.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }
}
