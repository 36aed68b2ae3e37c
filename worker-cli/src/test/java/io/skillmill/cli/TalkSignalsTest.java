package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.agent.AgentScene;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while a person talks with a model, in the real program. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGINT to send")
final class TalkSignalsTest {

  /** A host that stops waits longer than this for runs that somebody wants. */
  private static final long SOON_SECONDS = 8;

  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();
  private SilentSite site;

  /** A site that says nothing to whoever asks for its page. */
  private static final class SilentSite implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    SilentSite() throws IOException {
      Thread.ofVirtual().name("silent-site").start(this::listen);
    }

    private void listen() {
      try {
        while (true) {
          var client = server.accept();
          clients.add(client);
          if (client.getInputStream().read() >= 0) {
            asked.countDown();
          }
        }
      } catch (IOException _) {
        // It is closed.
      }
    }

    String page() {
      return "http://127.0.0.1:%d/page".formatted(server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (var client : clients) {
        client.close();
      }
    }
  }

  @BeforeEach
  void open() throws IOException {
    site = new SilentSite();
  }

  @AfterEach
  void close() throws IOException {
    started.forEach(Process::destroyForcibly);
    site.close();
  }

  private Path complaints() {
    return directory.resolve("err.txt");
  }

  private Process talk(String... question) throws IOException {
    var words = new ArrayList<>(List.of("demo", "openai", "--scripted"));
    words.addAll(List.of(question));
    var process =
        RealProgram.start(
            directory, Map.of(), Redirect.to(complaints().toFile()), words.toArray(String[]::new));
    started.add(process);
    return process;
  }

  private static void awaitPrompt(Process talk) throws IOException {
    var said = new StringBuilder();
    var out = talk.inputReader(StandardCharsets.UTF_8);
    while (said.indexOf("you: ") < 0) {
      int next = out.read();
      assertThat(next).as(said.toString()).isNotNegative();
      said.append((char) next);
    }
  }

  /** The exit code, and what was complained about. */
  private record Ended(int code, String complaints) {}

  private Ended interrupted(Process talk) throws Exception {
    var kill = new ProcessBuilder("kill", "-INT", Long.toString(talk.pid())).start();
    assertThat(kill.waitFor()).isZero();
    assertThat(talk.waitFor(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Ended(talk.exitValue(), Files.readString(complaints()));
  }

  private void awaitRun() throws InterruptedException {
    assertThat(site.asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void at_the_prompt_it_is_a_way_to_say_good_bye() throws Exception {
    var talk = talk();
    awaitPrompt(talk);

    assertThat(interrupted(talk)).isEqualTo(new Ended(0, ""));
  }

  @Test
  void in_the_middle_of_an_answer_it_gives_up_the_run_too() throws Exception {
    var talk = talk();
    awaitPrompt(talk);
    try (var in = talk.outputWriter(StandardCharsets.UTF_8)) {
      in.write("Fetch " + site.page() + "\n");
      in.flush();
      awaitRun();

      isGivenUp(interrupted(talk));
    }
  }

  @Test
  void in_the_middle_of_the_one_answer_it_is_the_same() throws Exception {
    var talk = talk("Fetch " + site.page());
    awaitRun();

    isGivenUp(interrupted(talk));
  }

  @Test
  void with_an_agent_it_gives_up_the_turn_and_the_run_too() throws Exception {
    String fetch =
        "skills: [{name: fetch, path: \"builtin:fetch\", settings: {allow_private: true}}]";
    try (var scene = new AgentScene(Files.createDirectory(directory.resolve("host")), fetch)) {
      scene.calling(List.of(AgentScene.call("fetch", "{'url':'%s'}".formatted(site.page()))));
      var talk =
          RealProgram.start(
              directory,
              Map.of(),
              Redirect.to(complaints().toFile()),
              "agent",
              "--url",
              scene.url(),
              "Fetch it");
      started.add(talk);
      awaitRun();

      var ended = interrupted(talk);
      assertThat(ended.code()).as(ended.complaints()).isEqualTo(130);
      assertThat(ended.complaints()).doesNotContain("Exception");
    }
  }

  private static void isGivenUp(Ended ended) {
    assertThat(ended.code()).as(ended.complaints()).isEqualTo(130);
    assertThat(ended.complaints().lines())
        .singleElement()
        .asString()
        .startsWith("skillmill: The answer is not whole: it was given up");
  }
}
