package io.skillmill.cli.mcp;

import io.skillmill.cli.tools.ToolHost;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.schema.json.Json;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills to be called as tools, and how requests are put. */
final class Fixtures {

  static final String NOW = "2026-07-28";

  private Fixtures() {}

  /** Waits as long as it is told, or until nobody wants it any more. */
  public static final class Slow implements SkillCode {

    /** One for each call that was given up. */
    static final Semaphore INTERRUPTED = new Semaphore(0);

    /** One for each call that began. */
    static final Semaphore BEGUN = new Semaphore(0);

    @Override
    public JsonNode run(ObjectNode input, SkillContext context) throws InterruptedException {
      long millis = input.path("ms").asLong();
      BEGUN.release();
      try {
        boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        INTERRUPTED.release();
        throw e;
      }
      return Json.object().put("slept", millis);
    }
  }

  /** Tells which secrets it was given. */
  public static final class Keyed implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return Json.object()
          .put("key", context.credential("API_KEY").orElse("none"))
          .put("other", context.credential("OTHER").orElse("none"));
    }
  }

  /** Shows a picture. */
  public static final class Picture implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      var page = Json.object();
      page.putArray("content")
          .addObject()
          .put("type", "image")
          .put("data", "iVBORw0KGgo=")
          .put("mimeType", "image/png");
      return page;
    }
  }

  private static String java(String name, String type, String more) {
    return """
    name: %s
    description: A skill for tests
    %s
    implementation: {kind: java, class: "io.skillmill.cli.mcp.Fixtures$%s"}
    """
        .formatted(name, more, type);
  }

  static void skills(ToolHost host) {
    host.entry("time", "builtin:time", "");
    host.entry("calculator", "builtin:calculator", "");
    host.skill(
        "double",
        """
        name: double
        description: Twice a number
        inputs: {x: number}
        outputs: {result: {type: number}}
        implementation:
          kind: composite
          steps:
            - {id: twice, call: calculator, with: {operation: multiply, a: "${inputs.x}", b: 2}}
          return: {result: "${steps.twice.result.result}"}
        """);
    ring(host, "ring_a", "ring_b");
    ring(host, "ring_b", "ring_a");
    host.skill("slow", java("slow", "Slow", "inputs: {ms: integer}"));
    host.skill("keyed", java("keyed", "Keyed", "credentials: [{name: API_KEY, required: false}]"));
    host.skill("picture", java("picture", "Picture", ""));
    host.skill("kept", java("kept", "Keyed", ""), ", tool: false");
    host.skill(
        "routed",
        java(
            "routed",
            "Keyed",
            "inputs: {type: object, properties: {region: {type: string, x-mcp-header: Region}}}"));
    host.skill(
        "counted",
        java(
            "counted",
            "Keyed",
            "inputs: {type: object, properties: {n: {type: number, x-mcp-header: N}}}"));
    host.write(
        "manual/SKILL.md", "---\nname: manual\ndescription: How to do it\n---\nDo it with care.\n");
    host.write("manual/notes/a b.txt", "a note");
    host.entry("manual", "./manual", "");
    host.write("ours/SKILL.md", "---\nname: ours\ndescription: Ours\n---\nTell it to no model.\n");
    host.write("ours/notes.txt", "a note of ours");
    host.entry("ours", "./ours", ", tool: false");
  }

  private static void ring(ToolHost host, String name, String next) {
    host.skill(
        name,
        """
        name: %s
        description: Calls the other one
        implementation:
          kind: composite
          steps:
            - {id: next, call: %s}
          return: "${steps.next}"
        """
            .formatted(name, next));
  }

  // ---- requests

  static ObjectNode request(String method, ObjectNode params) {
    return Json.object()
        .put("jsonrpc", "2.0")
        .put("id", 7)
        .put("method", method)
        .set("params", params);
  }

  static void meta(ObjectNode params, String version) {
    var meta = params.putObject("_meta");
    meta.put("io.modelcontextprotocol/protocolVersion", version);
    meta.putObject("io.modelcontextprotocol/clientCapabilities");
  }

  /** A request of the newest revision, as it should be. */
  static HttpResponse<String> now(
      ToolHost host, String method, ObjectNode params, String... headers) throws Exception {
    meta(params, NOW);
    String name = params.path("name").asString(params.path("uri").asString(""));
    String[] own = {"MCP-Protocol-Version", NOW, "Mcp-Method", method};
    String[] named = name.isBlank() ? own : and(own, "Mcp-Name", name);
    return host.post("/mcp", Json.write(request(method, params)), and(named, headers));
  }

  static String[] and(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  /** What comes of these headers, as the status and the code of the error. */
  static String send(
      ToolHost host, String method, ObjectNode params, String said, Optional<String> name)
      throws Exception {
    String[] own = {"MCP-Protocol-Version", NOW, "Mcp-Method", said};
    String[] all = name.map(one -> and(own, "Mcp-Name", one)).orElse(own);
    var response = host.post("/mcp", Json.write(request(method, params)), all);
    return response.statusCode()
        + " "
        + Json.readOurs(response.body()).path("error").path("code").asInt();
  }
}
