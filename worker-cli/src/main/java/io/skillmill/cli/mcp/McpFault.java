package io.skillmill.cli.mcp;

import io.skillmill.schema.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A request that the protocol itself turns down, with its code: the one table of those. */
final class McpFault extends Exception {

  static final int UNREADABLE = -32700;
  static final int NO_REQUEST = -32600;
  static final int NO_METHOD = -32601;
  static final int WRONG_PARAMS = -32602;
  static final int BROKEN = -32603;
  static final int NO_RESOURCE_OLD = -32002;
  static final int HEADERS_DIFFER = -32020;
  static final int VERSION_UNKNOWN = -32022;

  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient Optional<ObjectNode> data;
  private final boolean envelope;

  private McpFault(int code, String message, Optional<ObjectNode> data, boolean envelope) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
    this.envelope = envelope;
  }

  /** Something is wrong with what was asked for. */
  static McpFault of(int code, String message) {
    return new McpFault(code, message, Optional.empty(), false);
  }

  static McpFault of(int code, String message, ObjectNode data) {
    return new McpFault(code, message, Optional.of(data), false);
  }

  /** Something is wrong with the message itself, whatever it asks for. */
  static McpFault envelope(int code, String message) {
    return new McpFault(code, message, Optional.empty(), true);
  }

  static McpFault version(String asked) {
    var data = Json.object();
    Revision.words().forEach(data.putArray("supported")::add);
    data.put("requested", asked);
    return new McpFault(VERSION_UNKNOWN, "Unsupported protocol version", Optional.of(data), true);
  }

  static McpFault noMethod(String method) {
    return of(NO_METHOD, "There is no method '%s'".formatted(Message.cut(method)));
  }

  int code() {
    return code;
  }

  /** Whether the message itself is wrong, so that nothing was looked at beyond it. */
  boolean isEnvelope() {
    return envelope;
  }

  ObjectNode tree() {
    var error = Json.object().put("code", code).put("message", String.valueOf(getMessage()));
    data.ifPresent(more -> error.set("data", more));
    return error;
  }
}
