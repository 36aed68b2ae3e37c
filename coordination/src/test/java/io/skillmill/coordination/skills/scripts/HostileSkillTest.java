package io.skillmill.coordination.skills.scripts;

import static io.skillmill.coordination.skills.scripts.Scripted.SANDBOX;
import static io.skillmill.coordination.skills.scripts.Scripted.done;
import static io.skillmill.coordination.skills.scripts.Scripted.engine;
import static io.skillmill.coordination.skills.scripts.Scripted.failed;
import static io.skillmill.coordination.skills.scripts.Scripted.json;
import static io.skillmill.coordination.skills.scripts.Scripted.python;
import static io.skillmill.coordination.skills.scripts.Scripted.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.SkillLimits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Skills that wish the host ill; each test needs what it says of the machine. */
@Timeout(120)
class HostileSkillTest {

  private static void needs(boolean there, String what) {
    if (!there) {
      System.out.println("SKIPPED, because this machine does not hold: " + what);
    }
    assumeTrue(there, what);
  }

  @Test
  void the_sandbox_says_what_holds_here() {
    System.out.println(SANDBOX.describe());
    assertThat(SANDBOX.describe()).contains("memory", "network");
  }

  @Test
  void memory_is_bounded() {
    needs(SANDBOX.tools().prlimit() || SANDBOX.tools().shell(), "limits of memory");
    try (var engine =
        engine(
            python(
                "greedy",
                "def greedy(mb):\n    return len(bytearray(mb << 20))\n",
                json("{'memory_mb':200}"),
                SkillLimits.DEFAULT))) {
      assertThat(failed(engine, "greedy", "{'mb':1000}").type()).isEqualTo("MemoryError");
      assertThat(done(engine, "greedy", "{'mb':10}").asInt()).isEqualTo(10 << 20);
    }
  }

  @Test
  void what_it_forks_ends_with_it_even_when_it_cuts_itself_loose() {
    needs(SANDBOX.tools().prlimit(), "processes that can be started from Python");
    var skill =
        python(
            "forking",
            """
            import os, time
            def forking(n):
                for _ in range(n):
                    if os.fork() == 0:
                        os.setsid()
                        if os.fork() == 0:
                            time.sleep(1000)
                        os._exit(0)
                    os.wait()
                while True:
                    pass
            """,
            Json.object(),
            within(Duration.ofSeconds(2)));
    try (var engine = engine(skill)) {
      long before = sleepers();
      assertThat(failed(engine, "forking", "{'n':10}").kind()).isEqualTo(Kind.TIMEOUT);
      PythonSkillTest.await(() -> sleepers() <= before);
    }
  }

  /** Descendants of this program that are Python, wherever they hang. */
  private static long sleepers() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains("def forking"))
        .count();
  }

  @Test
  void a_fork_bomb_meets_its_limit() {
    needs(SANDBOX.tools().countsProcesses(), "a limit of processes for one skill (not as root)");
    try (var engine =
        engine(
            python(
                "bomb",
                """
                import os, time
                def bomb():
                    made = 0
                    try:
                        while made < 500:
                            if os.fork() == 0:
                                time.sleep(1000)
                            made += 1
                    except OSError:
                        pass
                    return made
                """,
                json("{'processes':30,'fresh':true}"),
                SkillLimits.DEFAULT))) {
      assertThat(done(engine, "bomb", "{}").asInt()).isLessThan(31);
    }
  }

  @Test
  void the_network_is_out_of_reach_unless_it_is_declared() throws Exception {
    needs(SANDBOX.tools().bubblewrap() || SANDBOX.tools().unshare(), "no network unless declared");
    String calling =
        """
        import socket
        def calling(port):
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return "reached"
        """;
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var engine =
            engine(
                python("calling", calling),
                python("declared", calling, json("{'network':true}"), SkillLimits.DEFAULT))) {
      String port = "{'port':%d}".formatted(server.getLocalPort());
      assertThat(failed(engine, "calling", port).type())
          .isIn("OSError", "ConnectionRefusedError", "NetworkUnreachable");
      assertThat(done(engine, "declared", port).asString()).isEqualTo("reached");
    }
  }

  @Test
  void the_environment_of_the_host_is_out_of_sight() {
    try (var engine =
        engine(
            python("curious", "import os\ndef curious(): return sorted(os.environ)"),
            python(
                "prying",
                """
                import os
                def prying(pid):
                    seen = [entry for entry in os.listdir("/proc") if entry.isdigit()]
                    return [len(seen), os.path.exists("/proc/%d/environ" % pid)]
                """))) {
      assertThat(List.of("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR"))
          .containsAll(
              done(engine, "curious", "{}")
                  .valueStream()
                  .map(each -> each.asString())
                  .filter(name -> !name.startsWith("SKILLMILL_PROCESS"))
                  .filter(name -> !name.equals("PWD") && !name.equals("OLDPWD"))
                  .filter(name -> !name.equals("_") && !name.equals("SHLVL"))
                  .toList());
      needs(
          SANDBOX.tools().bubblewrap() || SANDBOX.tools().unshare(),
          "other processes out of sight");
      var seen = done(engine, "prying", "{'pid':%d}".formatted(ProcessHandle.current().pid()));
      assertThat(seen.path(0).asInt()).isLessThan(10);
      assertThat(seen.path(1).asBoolean()).isFalse();
    }
  }

  @Test
  void files_of_the_system_are_out_of_reach() {
    needs(SANDBOX.tools().bubblewrap(), "a system that can only be read (bwrap)");
    try (var engine =
        engine(
            python("reading", "def reading(): return open('/etc/shadow').read()"),
            python("writing", "def writing(): open('/usr/x', 'w')"))) {
      assertThat(failed(engine, "reading", "{}").type())
          .isIn("FileNotFoundError", "PermissionError");
      assertThat(failed(engine, "writing", "{}").type()).isIn("OSError", "PermissionError");
    }
  }

  @Test
  void files_are_not_larger_than_they_may_be() {
    needs(SANDBOX.tools().prlimit(), "limits of file size");
    try (var engine =
        engine(
            python(
                "writing",
                """
                import tempfile
                def writing(mb):
                    with tempfile.TemporaryFile() as file:
                        file.write(b"x" * (mb << 20))
                        file.flush()
                        return mb
                """,
                json("{'file_mb':2}"),
                SkillLimits.DEFAULT))) {
      assertThat(failed(engine, "writing", "{'mb':4}").kind()).isEqualTo(Kind.BROKEN);
      assertThat(done(engine, "writing", "{'mb':1}").asInt()).isEqualTo(1);
    }
  }

  @Test
  void an_answer_larger_than_it_may_be_is_cut_off() {
    try (var engine =
        engine(
            python(
                "wordy",
                "def wordy(mb): return 'x' * (mb << 20)",
                Json.object(),
                SkillLimits.DEFAULT.withBytes(1 << 20, 1 << 20)))) {
      assertThat(failed(engine, "wordy", "{'mb':10}").type()).isEqualTo("OutputTooLarge");
      assertThat(done(engine, "wordy", "{'mb':0}").asString()).isEmpty();
    }
  }

  @Test
  void nonsense_on_the_wire_breaks_its_own_call_alone() {
    String raw =
        """
        import gc, json, os
        def raw(text):
            pipe = [each for each in gc.get_objects() if type(each).__name__ == "Pipe"][0]
            os.write(pipe.writing, text.encode() + b"\\n")
            return "done"
        """;
    HostedSkill skill = python("raw", raw);
    try (var engine = engine(skill)) {
      for (String text :
          List.of(
              "nonsense",
              "[]",
              "{}",
              "{\\\"run\\\":99,\\\"output\\\":1}",
              "{\\\"run\\\":1.5}",
              "\\u0000")) {
        var failure = failed(engine, "raw", "{\"text\":\"%s\"}".formatted(text).replace('\'', '"'));
        assertThat(failure.type()).as(text).isEqualTo("ProtocolError");
      }
    }
  }
}
