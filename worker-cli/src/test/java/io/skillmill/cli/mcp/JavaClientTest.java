package io.skillmill.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.skillmill.cli.tools.ToolHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The official client for Java finds here what it expects. */
@Timeout(120)
class JavaClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int TRIES = 30;

  @TempDir Path directory;
  private ToolHost host;

  @BeforeEach
  void serve() {
    host = ToolHost.open(directory, Fixtures::skills);
  }

  @AfterEach
  void close() {
    host.close();
    assertThat(host.broken()).isEmpty();
  }

  private McpClientTransport http() {
    return HttpClientStreamableHttpTransport.builder(host.url()).endpoint("/mcp").build();
  }

  private McpClientTransport stdio() {
    var parameters =
        ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .args(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.skillmill.cli.Main",
                "mcp",
                "--config",
                directory.resolve("runtime-config.yaml").toString())
            .addEnvVar("SKILLMILL_STORE", directory.resolve("none.db").toString())
            .build();
    return new StdioClientTransport(parameters, McpJsonDefaults.getMapper());
  }

  private static McpSyncClient client(McpClientTransport transport) {
    return McpClient.sync(transport)
        .requestTimeout(PATIENCE)
        .initializationTimeout(PATIENCE)
        .build();
  }

  private static CallToolRequest call(String name, Map<String, Object> arguments) {
    return CallToolRequest.builder(name).arguments(arguments).build();
  }

  private static void expectAll(McpSyncClient client) {
    var greeting = client.initialize();
    assertThat(greeting.serverInfo().name()).isEqualTo("skillmill");
    assertThat(client.listTools().tools()).extracting(Tool::name).contains("double", "time");

    var done = client.callTool(call("double", Map.of("x", 21)));
    assertThat(done.isError()).isFalse();
    assertThat(done.structuredContent()).isEqualTo(Map.of("result", 42));
    assertThat(done.content())
        .singleElement()
        .isInstanceOfSatisfying(
            TextContent.class, text -> assertThat(text.text()).isEqualTo("{\"result\":42}"));

    var ring = client.callTool(call("ring_a", Map.of()));
    assertThat(ring.isError()).isTrue();
    assertThat(ring.content().toString()).contains("ring_a -> ring_b -> ring_a");
    assertThatThrownBy(() -> client.callTool(call("no_such_tool", Map.of())))
        .isInstanceOf(McpError.class)
        .hasMessageContaining("no_such_tool");

    assertThat(client.listResources().resources()).hasSize(2);
    assertThat(
            client
                .readResource(ReadResourceRequest.builder("skill://manual/SKILL.md").build())
                .contents())
        .singleElement()
        .isInstanceOfSatisfying(
            TextResourceContents.class, text -> assertThat(text.text()).contains("with care"));
    assertThat(client.getPrompt(GetPromptRequest.builder("manual").build()).messages()).hasSize(1);
    client.ping();
  }

  @Test
  void over_http() {
    try (var client = client(http())) {
      expectAll(client);
    }
  }

  @Test
  void over_standard_streams() {
    try (var client = client(stdio())) {
      expectAll(client);
    }
  }

  @Test
  void it_hears_of_changes() throws Exception {
    var changes = new Semaphore(0);
    try (var client =
        McpClient.sync(http())
            .requestTimeout(PATIENCE)
            .toolsChangeConsumer(tools -> heard(tools, changes))
            .build()) {
      client.initialize();
      boolean told = false;
      for (int i = 0; i < TRIES && !told; i++) { // it opens its stream some time after it began
        host.entry("other_" + i, "builtin:time", "").configure();
        host.hosting().reload();
        told = changes.tryAcquire(1, TimeUnit.SECONDS);
      }

      assertThat(told).isTrue();
    }
  }

  private static void heard(List<Tool> tools, Semaphore changes) {
    if (tools.stream().anyMatch(tool -> tool.name().startsWith("other_"))) {
      changes.release();
    }
  }
}
