package io.skillmill.cli.mcp;

import io.skillmill.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Messages that no client should send, and the headers with which they come. */
final class Garbage {

  private static final List<String> PARTS =
      List.of("null", "5", "\"a\"", "[]", "{}", "true", "1e400", "\"\\u0000\"", "-0.0");

  private static final List<String> METHODS =
      List.of(
          "tools/call",
          "tools/list",
          "initialize",
          "server/discover",
          "resources/read",
          "prompts/get",
          "prompts/list",
          "resources/list",
          "ping",
          "\\u0000",
          "");

  private static final List<String> NAMES =
      List.of("\"tool_1\"", "\"routed\"", "\"search_tools\"", "\"call_tool\"", "\"calculator\"");

  private static final List<String> ARGUMENTS =
      List.of(
          "{\"x\":1}",
          "{\"n\":1}",
          "{\"n\":1e400}",
          "{\"n\":\"1\"}",
          "{\"query\":\"adds\",\"limit\":1e400}",
          "{\"query\":\"adds\",\"limit\":1e30}",
          "{\"name\":\"tool_2\",\"arguments\":{\"x\":-1e400}}",
          "{\"operation\":\"add\",\"a\":1e308,\"b\":1e308}");

  private Garbage() {}

  /** A message in which some parts are not what they should be, or some bytes are others. */
  static String anywhere(RandomGenerator random) {
    String text =
        """
        {"jsonrpc":"2.0","id":%s,"method":"%s","params":{"name":%s,"uri":%s,"cursor":%s,\
        "arguments":%s,"protocolVersion":%s,"_meta":{"traceparent":%s,\
        "io.modelcontextprotocol/protocolVersion":%s,"x":%s}}}\
        """
            .formatted(
                part(random),
                any(METHODS, random),
                part(random),
                part(random),
                part(random),
                part(random),
                part(random),
                part(random),
                part(random),
                part(random));
    if (random.nextInt(3) > 0) {
      return random.nextInt(4) == 0 ? "[" + text + "," + part(random) + "]" : text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(6); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return new String(bytes, 0, random.nextInt(bytes.length) + 1, StandardCharsets.UTF_8);
  }

  /** A request of the newest revision that is sound but for what it asks for. */
  static String inParameters(RandomGenerator random) {
    return """
    {"jsonrpc":"2.0","id":1,"method":"%s","params":{"name":%s,"uri":%s,"cursor":%s,\
    "arguments":%s,"protocolVersion":%s,"notifications":%s,"_meta":{"traceparent":%s,\
    "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
    "io.modelcontextprotocol/clientCapabilities":{},"x":%s}}}\
    """
        .formatted(
            random.nextBoolean() ? "tools/call" : any(METHODS.subList(0, 9), random),
            random.nextInt(4) > 0 ? any(NAMES, random) : part(random),
            part(random),
            random.nextInt(4) > 0 ? "null" : part(random),
            random.nextInt(4) > 0 ? any(ARGUMENTS, random) : part(random),
            part(random),
            part(random),
            part(random),
            part(random));
  }

  /** The headers that say the same as a message; a number in them is 1. */
  static String[] envelope(String body) {
    var message = Json.readOurs(body);
    var headers = new ArrayList<String>(List.of("MCP-Protocol-Version", "2026-07-28"));
    headers.addAll(List.of("Mcp-Method", message.path("method").asString()));
    String member = message.path("method").asString().equals("resources/read") ? "uri" : "name";
    var named = message.path("params").path(member);
    if (named.isString() && named.asString().chars().allMatch(c -> c >= ' ')) {
      headers.addAll(List.of("Mcp-Name", named.asString()));
    }
    headers.addAll(List.of("Mcp-Param-N", "1"));
    return headers.toArray(String[]::new);
  }

  /** Headers that say anything. */
  static String[] headers(RandomGenerator random) {
    String version = any(List.of("2026-07-28", "2025-11-25", "2025-03-26", "x", ""), random);
    return new String[] {"MCP-Protocol-Version", version, "Mcp-Method", "x"};
  }

  static String terms(RandomGenerator random) {
    return any(List.of("", "", "?tools=search", "?page=7"), random);
  }

  private static String part(RandomGenerator random) {
    return any(PARTS, random);
  }

  private static String any(List<String> some, RandomGenerator random) {
    return some.get(random.nextInt(some.size()));
  }
}
