package io.skillmill.cli.mcp;

import io.skillmill.cli.finding.Sayings;
import io.skillmill.cli.finding.SkillQuestion;
import io.skillmill.cli.tools.HostedTool;
import io.skillmill.cli.tools.HostedTools;
import io.skillmill.cli.tools.ToolFormat;
import io.skillmill.schema.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The two tools by which a model finds and calls the others, where these are too many to tell. */
final class MetaTools {

  static final String SEARCH = "search_tools";
  static final String CALL = "call_tool";

  static final int FOUND_MAX = 50;
  private static final int FOUND_USUAL = 10;

  private static final String LIST =
      """
      [{"name": "search_tools",
        "description": "Finds tools by what they are for. Answers with their names, descriptions \
      and input schemas, the best first; call one of them with call_tool.",
        "inputSchema": {"type": "object", "required": ["query"], "properties": {
          "query": {"type": "string", "description": "What is to be done, in a few words"},
          "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10}}},
        "annotations": {"readOnlyHint": true}},
       {"name": "call_tool",
        "description": "Calls a tool that search_tools has found, with arguments that fit its \
      input schema.",
        "inputSchema": {"type": "object", "required": ["name"], "properties": {
          "name": {"type": "string", "description": "The name of the tool"},
          "arguments": {"type": "object", "description": "What the tool takes"}}}}]
      """;

  private MetaTools() {}

  static ArrayNode list() {
    return (ArrayNode) Json.readOurs(LIST);
  }

  /** The tools that fit a question. */
  static ObjectNode found(HostedTools tools, ObjectNode arguments) throws McpFault {
    if (!arguments.path("query").isString()) {
      throw McpFault.of(McpFault.WRONG_PARAMS, "'query' must say what is looked for");
    }
    int limit = Math.clamp(arguments.path("limit").asInt(FOUND_USUAL), 1, FOUND_MAX);
    var question = SkillQuestion.of(arguments.path("query").asString(), "", "", "");
    List<HostedTool> fitting = question.ranked(tools.all(), tool -> Sayings.of(tool.skill()));
    var found = Json.object().put("found", fitting.size());
    var list = found.putArray("tools");
    fitting.stream().limit(limit).map(ToolFormat::mcp).forEach(list::add);
    var page = Json.object();
    page.putArray("content").addObject().put("type", "text").put("text", Json.write(found));
    page.set("structuredContent", found);
    return page.put("isError", false);
  }
}
