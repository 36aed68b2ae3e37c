package io.skillmill.cli.talking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.cli.tools.ToolHost;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.toolloop.Toolbox.Ran;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The skills of a host as the tools of a model that is somewhere else. */
@Timeout(120)
class HostToolboxTest {

  /** Tells which skill it is. */
  public static final class Sign implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return Json.object().put("ran", context.chain().getLast());
    }
  }

  private static final String CLASS =
      "\nimplementation: {kind: java, class: io.skillmill.cli.talking.HostToolboxTest$Sign}\n";

  @TempDir Path directory;
  private ToolHost host;
  private HostToolbox tools;

  /** Two whose names would be the same if signs were replaced and no more. */
  @BeforeEach
  void open() {
    host =
        ToolHost.open(
            directory,
            skills ->
                skills
                    .skill("a.b", "name: dotted" + CLASS)
                    .skill("a_b", "name: scored" + CLASS)
                    .skill("kept", "name: kept" + CLASS, ", tool: false"));
    tools = HostToolbox.at(host.url(), Optional.empty());
  }

  @AfterEach
  void close() {
    tools.close();
    host.close();
    assertThat(host.broken()).isEmpty();
  }

  private List<String> names() {
    return tools.tools().stream().map(ToolDefinition::name).toList();
  }

  private String ran(String tool) throws InterruptedException {
    return switch (tools.run(tool, Json.object(), Duration.ofSeconds(30))) {
      case Ran.Done done -> done.output().path("ran").asString("");
      case Ran.Failed failed -> failed.what();
    };
  }

  @Test
  void it_offers_what_the_host_tells_as_tools_and_nothing_else() throws Exception {
    var told = ToolDefinition.readAll(host.page("/tools?format=openai").path("tools"));
    assertThat(tools.tools()).isEqualTo(told).hasSize(2);
    assertThat(tools.skills()).hasSize(3);
  }

  @Test
  void each_tool_runs_its_own_skill() throws InterruptedException {
    var names = names();
    assertThat(names).contains("a_b").doesNotContain("kept");
    for (String name : names) {
      assertThat(ran(name)).isEqualTo(name.equals("a_b") ? "a_b" : "a.b");
    }
  }

  @Test
  void what_is_kept_from_models_from_now_on_is_neither_offered_nor_run()
      throws InterruptedException {
    assertThat(ran("a_b")).isEqualTo("a_b");
    host.without("a_b").entry("a_b", "./a_b", ", tool: false").configure();
    tools.reload();

    assertThat(names()).hasSize(1).doesNotContain("a_b");
    assertThat(ran("a_b")).contains("no tool 'a_b' any more");
    assertThat(ran("kept")).contains("no tool 'kept' any more");
  }

  @Test
  void a_host_that_stops_in_the_middle_of_a_page_is_not_waited_for() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var line = new HostLine("http://127.0.0.1:" + server.getLocalPort(), Optional.empty())) {
      var _ =
          threads.submit(() -> {
            try (var socket = server.accept()) {
              String head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{";
              socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
              socket.getOutputStream().flush();
              return socket.getInputStream().readAllBytes(); // until the client has gone
            }
          });
      assertThatThrownBy(() -> line.get("/", Duration.ofSeconds(1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("did not answer in time");
    }
  }

  @Test
  void a_stream_that_falls_silent_ends() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var there = new Socket(server.getInetAddress(), server.getLocalPort());
        var here = server.accept();
        var attended = new Attended(here.getInputStream(), Duration.ofMillis(300))) {
      there.getOutputStream().write('a');
      assertThat(attended.read()).isEqualTo('a');
      assertThatThrownBy(attended::read).hasMessageContaining("nothing came for too long");
    }
  }
}
