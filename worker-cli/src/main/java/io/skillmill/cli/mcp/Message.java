package io.skillmill.cli.mcp;

import io.skillmill.schema.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message of a client.
 *
 * @param id under which it wants its answer; empty for a notification, which wants none
 */
record Message(Optional<JsonNode> id, String method, ObjectNode params) {

  private static final String PREFIX = "io.modelcontextprotocol/";
  static final String VERSION = PREFIX + "protocolVersion";
  static final String CAPABILITIES = PREFIX + "clientCapabilities";
  static final String SUBSCRIPTION = PREFIX + "subscriptionId";
  static final String SERVER = PREFIX + "serverInfo";

  private static final int TOLD_MAX = 100;

  /** Takes a tree for a message; the answers of clients, to whom nothing is asked, are none. */
  static Message of(JsonNode tree) throws McpFault {
    JsonNode id = tree.path("id");
    boolean sound =
        tree.isObject()
            && tree.path("jsonrpc").asString("").equals("2.0")
            && tree.path("method").isString()
            && (!tree.has("id") || isId(id));
    if (!sound) {
      throw McpFault.envelope(
          McpFault.NO_REQUEST, "This is no request of JSON-RPC 2.0: it needs jsonrpc and method");
    }
    JsonNode params = tree.path("params");
    if (!params.isMissingNode() && !params.isObject()) {
      throw McpFault.envelope(McpFault.WRONG_PARAMS, "'params' must be an object");
    }
    return new Message(
        tree.has("id") ? Optional.of(id) : Optional.empty(),
        tree.path("method").asString(),
        params instanceof ObjectNode object ? object : Json.object());
  }

  /** Whether it is an answer, which is taken and not looked at. */
  static boolean isAnswer(JsonNode tree) {
    return tree.isObject() && !tree.has("method") && (tree.has("result") || tree.has("error"));
  }

  JsonNode meta() {
    return params.path("_meta");
  }

  /** The revision that it says it speaks; empty where it does not. */
  Optional<String> version() {
    return Optional.of(meta().path(VERSION)).filter(JsonNode::isString).map(JsonNode::asString);
  }

  /** What a request of the stateless revision must say of itself. */
  void checkMeta() throws McpFault {
    if (version().isEmpty()) {
      throw McpFault.envelope(
          McpFault.WRONG_PARAMS, "params._meta must say the version: \"%s\"".formatted(VERSION));
    }
    if (!meta().path(CAPABILITIES).isObject()) {
      throw McpFault.envelope(
          McpFault.WRONG_PARAMS,
          "params._meta must say what the client can do: \"%s\"".formatted(CAPABILITIES));
    }
  }

  ObjectNode answer(ObjectNode result) {
    return frame().set("result", result);
  }

  ObjectNode refusal(McpFault fault) {
    return frame().set("error", fault.tree());
  }

  private ObjectNode frame() {
    var frame = Json.object().put("jsonrpc", "2.0");
    id.ifPresent(one -> frame.set("id", one));
    return frame;
  }

  /** A refusal of what has no id that could be read. */
  static ObjectNode nameless(McpFault fault) {
    return Json.object().put("jsonrpc", "2.0").set("error", fault.tree());
  }

  /** The same with the id of what should have been a request, if that at least can be read. */
  static ObjectNode refusal(JsonNode tree, McpFault fault) {
    var refusal = nameless(fault);
    JsonNode id = tree.path("id");
    return isId(id) ? refusal.set("id", id) : refusal;
  }

  private static boolean isId(JsonNode id) {
    return id.isString() || isFinite(id);
  }

  /** Whether it is a number that can be told back; 1e400 is larger than any that is held. */
  static boolean isFinite(JsonNode node) {
    return node instanceof NumericNode number && !number.isNaN();
  }

  static ObjectNode notification(String method, ObjectNode params) {
    return Json.object().put("jsonrpc", "2.0").put("method", method).set("params", params);
  }

  /** Text of a client's, short enough to be told back. */
  static String cut(String text) {
    return text.length() <= TOLD_MAX ? text : text.substring(0, TOLD_MAX) + "…";
  }
}
