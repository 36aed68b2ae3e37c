package io.skillmill.cli.mcp;

import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.telemetry.Journey;
import io.skillmill.cli.tools.HostedTool;
import io.skillmill.cli.tools.HostedTools;
import io.skillmill.cli.tools.ToolFormat;
import io.skillmill.coordination.skills.Budget;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists tools and calls them. */
final class ToolDesk {

  private static final InstantSource CLOCK = InstantSource.system();

  private final Hosting hosting;
  private final HostLog log;

  ToolDesk(Hosting hosting, HostLog log) {
    this.hosting = hosting;
    this.log = log;
  }

  // ---- lists

  static ObjectNode list(Message request, Asker asker) throws McpFault {
    if (asker.manner().search()) {
      return Json.object().set("tools", MetaTools.list());
    }
    var byName = new TreeMap<String, HostedTool>();
    asker.tools().all().forEach(tool -> byName.put(tool.name(), tool));
    var cut = Pages.Cut.of(request, asker.manner().pageMax());
    return Pages.of("tools", byName, cut, ToolFormat::mcp);
  }

  /** As a revision knows tools: the older ones let a tool promise an object and nothing else. */
  static ObjectNode suited(ObjectNode page, Revision revision) {
    if (!revision.isStateless()) {
      for (JsonNode tool : page.path("tools")) {
        if (!isObject(tool.path("outputSchema"))) {
          ((ObjectNode) tool).remove("outputSchema");
        }
      }
    }
    return page;
  }

  private static boolean isObject(JsonNode schema) {
    return schema.path("type").asString("").equals("object");
  }

  // ---- calls

  ObjectNode call(Message request, Revision revision, Asker asker) throws McpFault {
    String name = name(request.params());
    var arguments = arguments(request.params());
    var tools = asker.tools();
    if (asker.manner().search() && name.equals(MetaTools.SEARCH)) {
      return MetaTools.found(tools, arguments);
    }
    if (asker.manner().search() && name.equals(MetaTools.CALL)) {
      return run(tool(tools, name(arguments)), arguments(arguments), revision, asker);
    }
    return run(tool(tools, name), arguments, revision, asker);
  }

  private static String name(ObjectNode params) throws McpFault {
    if (!params.path("name").isString()) {
      throw McpFault.of(McpFault.WRONG_PARAMS, "'name' must be the name of a tool");
    }
    return params.path("name").asString();
  }

  private static ObjectNode arguments(ObjectNode params) throws McpFault {
    JsonNode arguments = params.path("arguments");
    if (arguments.isMissingNode() || arguments.isNull()) {
      return Json.object();
    }
    if (arguments instanceof ObjectNode object) {
      return object;
    }
    throw McpFault.of(McpFault.WRONG_PARAMS, "'arguments' must be an object");
  }

  private static HostedTool tool(HostedTools tools, String name) throws McpFault {
    return tools.find(name).orElseThrow(() -> unknown(name));
  }

  private static McpFault unknown(String name) {
    return McpFault.of(
        McpFault.WRONG_PARAMS, "Unknown tool: " + Message.cut(name) + "; see tools/list");
  }

  private ObjectNode run(HostedTool tool, ObjectNode input, Revision revision, Asker asker)
      throws McpFault {
    RunAnswer answer = run(tool, input, asker);
    ObjectNode result =
        switch (answer) {
          case RunAnswer.Done done -> done(tool, done.output(), revision);
          case RunAnswer.Failed failed when isGone(failed.failure()) -> throw unknown(tool.name());
          case RunAnswer.Failed failed -> failed(failed.failure());
        };
    var meta = result.get("_meta") instanceof ObjectNode known ? known : result.putObject("_meta");
    meta.put("io.skillmill/traceId", answer.traceId());
    return result;
  }

  /** Whether the skill itself was taken away since it was found. */
  private static boolean isGone(RunFailure failure) {
    return failure.kind() == RunFailure.Kind.UNKNOWN_SKILL && failure.chain().size() == 1;
  }

  private RunAnswer run(HostedTool tool, ObjectNode input, Asker asker) {
    var trace = asker.terms().trace();
    boolean told = log.wantsRuns() && trace.sampled();
    var terms =
        new RunRequest.Terms(
                asker.terms().credentials(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(trace.traceId()),
                told)
            .by(RunRequest.Door.MCP);
    var began = CLOCK.instant();
    var answer =
        hosting
            .engine()
            .run(
                new RunRequest(tool.address(), input, terms),
                Budget.UNBOUNDED,
                asker.terms().above());
    answer.trace().ifPresent(calls -> log.ran(new Journey(trace, began, calls)));
    return answer;
  }

  private static ObjectNode done(HostedTool tool, JsonNode output, Revision revision) {
    var page = Json.object();
    if (Content.isBlocks(output) && tool.outputs().isEmpty()) {
      return page.put("isError", false).set("content", output.path("content"));
    }
    page.putArray("content").addObject().put("type", "text").put("text", Json.write(output));
    if (revision.isStateless() || output.isObject()) {
      page.set("structuredContent", output);
    }
    return page.put("isError", false);
  }

  /** The model hears what went wrong and where; programs find the same as a tree. */
  private static ObjectNode failed(RunFailure failure) {
    String message = failure.message();
    if (failure.chain().size() > 1) {
      message += "\nCalls: " + String.join(" -> ", failure.chain());
    }
    var page = Json.object();
    page.putArray("content").addObject().put("type", "text").put("text", message);
    page.put("isError", true);
    page.putObject("_meta").set("io.skillmill/failure", failure.toJson());
    return page;
  }
}
