package io.skillmill.cli.tools;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms in which tools are told to models and their clients. */
public enum ToolFormat {
  /** The {@code tools} of OpenAI's chat completions, and of all who speak like them. */
  OPENAI("openai", "tools"),
  /** The {@code tools} of OpenAI's responses. */
  OPENAI_RESPONSES("openai-responses", "tools"),
  /** The {@code tools} of Anthropic's messages. */
  ANTHROPIC("anthropic", "tools"),
  /** The {@code tools} of an MCP server. */
  MCP("mcp", "tools"),
  /** The {@code functions} that chat completions had before. */
  OPENAI_FUNCTIONS("openai-functions", "functions");

  /** How long OpenAI lets a description be. */
  static final int DESCRIPTION_MAX = 1_024;

  private final String word;
  private final String member;

  ToolFormat(String word, String member) {
    this.word = word;
    this.member = member;
  }

  /**
   * The format of a name.
   *
   * @throws io.skillmill.schema.problem.ProblemException where there is none; names those there are
   */
  public static ToolFormat of(String word) {
    for (ToolFormat format : values()) {
      if (format.word.equals(word)) {
        return format;
      }
    }
    throw Problem.usage("There is no such format of tools", "Ask for one of: " + words())
        .asException();
  }

  /** Its name. */
  public String word() {
    return word;
  }

  /** Those there are, with commas between them. */
  public static String words() {
    return Arrays.stream(values()).map(format -> format.word).collect(Collectors.joining(", "));
  }

  /**
   * All of them, as the member of a request that they are for; in {@code runs} where each is run,
   * and in {@code loose} which of them cannot be strict.
   *
   * @param strict whether the model is to be held to the schemas word by word
   */
  public ObjectNode write(List<HostedTool> tools, boolean strict) {
    var page = Json.object().put("format", word).put("strict", strict);
    var list = page.putArray(member);
    var loose = Json.array();
    tools.forEach(tool -> list.add(write(tool, strict, loose)));
    var runs = page.putObject("runs");
    tools.forEach(tool -> runs.put(tool.name(), tool.runPath()));
    if (strict) {
      page.set("loose", loose);
    }
    return page;
  }

  private JsonNode write(HostedTool tool, boolean wished, ArrayNode loose) {
    ObjectNode inputs = this == MCP ? tool.inputs() : RootSchema.plain(tool.inputs());
    boolean strict = false;
    if (wished) {
      try {
        inputs = strict(tool.inputs());
        strict = true;
      } catch (StrictSchema.LooseException e) {
        loose.addObject().put("name", tool.name()).put("why", e.why());
      }
    }
    return written(tool, inputs, strict);
  }

  /**
   * A schema as a model is held to it.
   *
   * @throws StrictSchema.LooseException where it takes what could not be said then
   */
  ObjectNode strict(ObjectNode schema) throws StrictSchema.LooseException {
    return StrictSchema.of(this == MCP ? schema : RootSchema.whole(schema));
  }

  private ObjectNode written(HostedTool tool, ObjectNode inputs, boolean strict) {
    return switch (this) {
      case OPENAI -> {
        var page = Json.object().put("type", "function");
        page.set("function", function(tool, inputs).put("strict", strict));
        yield page;
      }
      case OPENAI_RESPONSES ->
          Json.object()
              .put("type", "function")
              .setAll(function(tool, inputs).put("strict", strict));
      case OPENAI_FUNCTIONS -> function(tool, inputs);
      case ANTHROPIC -> {
        var page = Json.object().put("name", tool.name()).put("description", tool.description());
        page.set("input_schema", inputs);
        yield strict ? page.put("strict", true) : page;
      }
      case MCP -> mcp(tool, inputs);
    };
  }

  private static ObjectNode function(HostedTool tool, ObjectNode inputs) {
    var function =
        Json.object()
            .put("name", tool.name())
            .put("description", cut(tool.description(), DESCRIPTION_MAX));
    function.set("parameters", inputs);
    return function;
  }

  /** One tool as MCP lists it. */
  public static ObjectNode mcp(HostedTool tool) {
    return mcp(tool, tool.inputs());
  }

  private static ObjectNode mcp(HostedTool tool, ObjectNode inputs) {
    var page = Json.object().put("name", tool.name()).put("description", tool.description());
    page.set("inputSchema", inputs);
    tool.outputs().ifPresent(outputs -> page.set("outputSchema", outputs));
    if (tool.isPure()) {
      page.putObject("annotations").put("readOnlyHint", true).put("idempotentHint", true);
    }
    return page;
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
