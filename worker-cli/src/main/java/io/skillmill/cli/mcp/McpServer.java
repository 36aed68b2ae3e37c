package io.skillmill.cli.mcp;

import io.skillmill.cli.http.HostLog;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers the requests of MCP clients: a message in, an answer out, whatever carries them. It keeps
 * nothing of any client. Thread-safe.
 */
final class McpServer {

  static final String NAME = "skillmill";

  /** How long a list may be taken for true by whoever does not listen to changes. */
  private static final int LIST_MILLIS = 5_000;

  private static final String INSTRUCTIONS =
      "Each tool runs one hosted skill. A result holds the skill's output as structured content and"
          + " as JSON text; a skill that fails says why, and which skills were on the stack.";

  private final String version;
  private final ToolDesk tools;
  private final HostLog log;

  McpServer(Hosting hosting, String version, HostLog log) {
    this.version = version;
    this.tools = new ToolDesk(hosting, log);
    this.log = log;
  }

  /** Answers one request, which must have an id. */
  ObjectNode answer(Message request, Revision revision, Asker asker) {
    try {
      return request.answer(result(request, revision, asker));
    } catch (McpFault fault) {
      return request.refusal(fault);
    }
  }

  /**
   * What comes of one request.
   *
   * @throws McpFault where it is turned down
   */
  ObjectNode result(Message request, Revision revision, Asker asker) throws McpFault {
    try {
      ObjectNode result =
          revision.isStateless() ? stateless(request, asker) : old(request, revision, asker);
      return revision.isStateless() ? signed(result) : result;
    } catch (RuntimeException e) {
      log.broken(e);
      throw McpFault.of(McpFault.BROKEN, "Something inside the server broke");
    }
  }

  private ObjectNode stateless(Message request, Asker asker) throws McpFault {
    return switch (request.method()) {
      case "server/discover" -> cacheable(discovery());
      case "tools/call" -> complete(call(request, Revision.STATELESS, asker));
      case "prompts/get" -> complete(Shelf.prompt(request, asker));
      default -> cacheable(looked(request, Revision.STATELESS, asker));
    };
  }

  private ObjectNode old(Message request, Revision revision, Asker asker) throws McpFault {
    return switch (request.method()) {
      case "initialize" -> initialized(request);
      case "ping" -> Json.object();
      case "tools/call" -> call(request, revision, asker);
      case "prompts/get" -> Shelf.prompt(request, asker);
      default -> looked(request, revision, asker);
    };
  }

  /** What is there, which costs nothing but the look. */
  static ObjectNode looked(Message request, Revision revision, Asker asker) throws McpFault {
    return switch (request.method()) {
      case "tools/list" -> ToolDesk.suited(ToolDesk.list(request, asker), revision);
      case "resources/list" -> Shelf.resources(request, asker);
      case "resources/templates/list" -> Json.object().set("resourceTemplates", Json.array());
      case "resources/read" -> Shelf.resource(request, revision, asker);
      case "prompts/list" -> Shelf.prompts(request, asker);
      default -> throw McpFault.noMethod(request.method());
    };
  }

  private ObjectNode call(Message request, Revision revision, Asker asker) throws McpFault {
    return tools.call(request, revision, asker);
  }

  // ---- who this is

  private ObjectNode self() {
    return Json.object().put("name", NAME).put("version", version);
  }

  private static ObjectNode capabilities() {
    var capabilities = Json.object();
    for (Listed list : Listed.values()) {
      capabilities.putObject(list.word()).put("listChanged", true);
    }
    return capabilities;
  }

  private static ObjectNode discovery() {
    var page = Json.object();
    Revision.words().forEach(page.putArray("supportedVersions")::add);
    page.set("capabilities", capabilities());
    return page.put("instructions", INSTRUCTIONS);
  }

  private ObjectNode initialized(Message request) throws McpFault {
    JsonNode asked = request.params().path("protocolVersion");
    if (!asked.isString()) {
      throw McpFault.of(McpFault.WRONG_PARAMS, "'protocolVersion' must be a text");
    }
    Revision spoken =
        Revision.of(asked.asString())
            .filter(revision -> !revision.isStateless())
            .orElse(Revision.OLD_NEWEST);
    var page = Json.object().put("protocolVersion", spoken.word());
    page.set("capabilities", capabilities());
    page.set("serverInfo", self());
    return page.put("instructions", INSTRUCTIONS);
  }

  // ---- what the stateless revision adds to each result

  private static ObjectNode complete(ObjectNode result) {
    return result.put("resultType", "complete");
  }

  /** Good for a moment, and for this client alone: others may see other skills. */
  private static ObjectNode cacheable(ObjectNode result) {
    return complete(result).put("ttlMs", LIST_MILLIS).put("cacheScope", "private");
  }

  ObjectNode signed(ObjectNode result) {
    var meta = result.get("_meta") instanceof ObjectNode known ? known : result.putObject("_meta");
    meta.set(Message.SERVER, self());
    return result;
  }
}
