package io.skillmill.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenWish;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The skills of a host, as models and their clients are told of them. */
@Timeout(120)
class ToolsTest {

  /** Gives back what it got. */
  public static final class Mirror implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return Json.object().set("got", input);
    }
  }

  private static final String CLASS =
      "\nimplementation: {kind: java, class: io.skillmill.cli.tools.ToolsTest$Mirror}\n";

  /** What each API takes, as its documentation says. */
  private static final String FUNCTION =
      """
      {"type": "object", "required": ["name", "description", "parameters"%s],
       "properties": {
         "name": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
         "description": {"type": "string", "minLength": 1, "maxLength": 1024},
         "strict": {"type": "boolean"}%s,
         "parameters": {"type": "object", "required": ["type", "properties"],
           "properties": {"type": {"const": "object"}, "properties": {"type": "object"},
             "anyOf": false, "oneOf": false, "allOf": false, "not": false, "enum": false}}},
       "additionalProperties": false}
      """;

  private static final String CHAT =
      """
      {"type": "object", "required": ["type", "function"], "additionalProperties": false,
       "properties": {"type": {"const": "function"}, "function": %s}}
      """
          .formatted(FUNCTION.formatted("", ""));

  private static final String RESPONSES =
      FUNCTION.formatted(", \"type\", \"strict\"", ", \"type\": {\"const\": \"function\"}");

  private static final String ANTHROPIC =
      """
      {"type": "object", "required": ["name", "description", "input_schema"],
       "properties": {
         "name": {"type": "string", "pattern": "^[a-zA-Z0-9_-]{1,64}$"},
         "description": {"type": "string", "minLength": 1},
         "strict": {"const": true},
         "input_schema": {"type": "object", "required": ["type"],
           "properties": {"type": {"const": "object"},
             "anyOf": false, "oneOf": false, "allOf": false}}},
       "additionalProperties": false}
      """;

  private static final String MCP =
      """
      {"type": "object", "required": ["name", "inputSchema"],
       "properties": {
         "name": {"type": "string", "pattern": "^[A-Za-z0-9_.-]{1,128}$"},
         "description": {"type": "string"},
         "inputSchema": {"type": "object", "required": ["type"],
           "properties": {"type": {"const": "object"}}},
         "outputSchema": {"type": "object"},
         "annotations": {"type": "object"}},
       "additionalProperties": false}
      """;

  @TempDir Path directory;
  private ToolHost host;

  @BeforeEach
  void serve() {
    host = ToolHost.open(directory, ToolsTest::skills);
  }

  private static void skills(ToolHost host) {
    host.skill(
        "zebra",
        """
        name: zebra
        description: Says what it was given
        inputs:
          type: object
          required: [say]
          properties:
            say: {type: string, minLength: 1}
            loud: {type: boolean, default: false, description: How loud}
            tone: {enum: [high, low]}
            place:
              type: object
              required: [city]
              properties:
                city: {type: string}
                street: {type: string}
            words: {type: array, items: {type: object, properties: {text: {type: string}}}}
            tree: {$ref: "#/$defs/node"}
          $defs:
            node:
              type: object
              properties: {left: {$ref: "#/$defs/node"}, value: {type: integer}}
        outputs: {got: {type: object}}
        """
            + CLASS);
    host.skill("a.b", "name: ab\ndescription: With a dot" + CLASS);
    host.skill("a_b", "name: ab\ndescription: Without" + CLASS, ", description: As configured");
    host.skill("kept", "name: kept\ndescription: Not for models" + CLASS, ", tool: false");
    host.skill(
        "choice",
        """
        name: choice
        description: %s
        inputs:
          type: object
          anyOf:
            - {properties: {a: {type: string}}, required: [a]}
            - {properties: {b: {type: integer}}, required: [b]}
        """
                .formatted("x".repeat(2_000))
            + CLASS);
    host.skill(
        "free", "name: free\ndescription: Any members\ninputs: {bag: {type: object}}\n" + CLASS);
    host.skill("plain", "name: plain" + CLASS);
    host.entry("time", "builtin:time", "");
  }

  @AfterEach
  void close() {
    host.close();
  }

  private static List<String> flaws(String schema, JsonNode tools) {
    var shape = Shape.of(Json.readOurs(schema));
    return tools
        .valueStream()
        .flatMap(tool -> shape.flaws(tool).stream().map(flaw -> flaw + " in " + tool))
        .toList();
  }

  private static Set<String> names(JsonNode tools) {
    return tools.valueStream().map(tool -> name(tool)).collect(Collectors.toSet());
  }

  private static String name(JsonNode tool) {
    return tool.has("function")
        ? tool.path("function").path("name").asString()
        : tool.path("name").asString();
  }

  @Test
  void each_is_told_with_the_path_where_it_is_run() throws Exception {
    for (String format : List.of("openai", "anthropic", "mcp")) {
      var page = host.page("/tools?format=" + format);
      var names = page.path("tools").findValuesAsString("name");
      assertThat(names).containsAll(page.path("runs").propertyNames());
      for (var run : page.path("runs").properties()) {
        int status = host.post(run.getValue().asString(), "{}").statusCode();
        assertThat(status).as(run.getKey()).isIn(200, 422); // some want arguments
      }
      assertThat(page.path("runs").path("plain").asString()).isEqualTo("/skills/plain/run");
      assertThat(page.path("runs")).hasSize(page.path("tools").size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void each_format_is_what_its_api_takes(boolean strict) throws Exception {
    String query = strict ? "&strict=true" : "";
    assertThat(flaws(CHAT, host.page("/tools?format=openai" + query).path("tools"))).isEmpty();
    assertThat(flaws(RESPONSES, host.page("/tools?format=openai-responses" + query).path("tools")))
        .isEmpty();
    assertThat(flaws(ANTHROPIC, host.page("/tools?format=anthropic" + query).path("tools")))
        .isEmpty();
    assertThat(flaws(MCP, host.page("/tools?format=mcp" + query).path("tools"))).isEmpty();
    assertThat(
            flaws(
                FUNCTION.formatted("", ""),
                host.page("/tools?format=openai-functions" + query).path("functions")))
        .isEmpty();
    assertThat(names(host.page("/tools?format=mcp").path("tools"))).hasSize(7);
  }

  @Test
  void names_are_mounts_or_made_of_them_and_never_the_same_for_two() throws Exception {
    var names = names(host.page("/tools").path("tools"));

    assertThat(names).contains("a_b", "zebra", "time").doesNotContain("kept", "a.b");
    assertThat(names).filteredOn(name -> name.startsWith("a_b_")).hasSize(1);
    assertThat(ToolNames.of(Set.of("a.b"))).isEqualTo(new TreeMap<>(ToolNames.of(Set.of("a.b"))));
    assertThat(ToolNames.of(Set.of("a.b", "a_b", "c")).get("a.b"))
        .as("other skills change nothing")
        .isEqualTo(ToolNames.of(Set.of("a.b")).get("a.b"));
  }

  @Test
  void a_made_name_that_somebody_took_gets_more_digits() {
    String made = String.valueOf(ToolNames.of(Set.of("a.b")).get("a.b"));

    var both = ToolNames.of(Set.of("a.b", made));

    assertThat(both.get(made)).isEqualTo(made);
    assertThat(both.get("a.b")).startsWith(made).isNotEqualTo(made);
    assertThat(both.values()).allMatch(ToolNames::isLegal);
    assertThat(ToolNames.of(Set.of("x".repeat(60) + ".y.z.")).values())
        .allMatch(ToolNames::isLegal);
  }

  @Test
  void the_bytes_are_the_same_at_each_call_and_after_a_reload() throws Exception {
    String first = host.get("/tools?format=mcp&strict=1").body();
    host.post("/reload", "{}");

    assertThat(host.get("/tools?format=mcp&strict=1").body()).isEqualTo(first);
  }

  @Test
  void the_configuration_describes_a_tool_and_keeps_one_back() throws Exception {
    var tools = host.page("/tools?format=mcp").path("tools");

    assertThat(tools.valueStream().filter(tool -> name(tool).equals("a_b")))
        .singleElement()
        .satisfies(
            tool -> assertThat(tool.path("description").asString()).isEqualTo("As configured"));
    assertThat(host.post("/skills/kept/run", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void strict_schemas_need_every_member_and_take_null_for_those_that_may_be_left_out()
      throws Exception {
    var page = host.page("/tools?format=openai-responses&strict=true");
    var zebra =
        page.path("tools")
            .valueStream()
            .filter(tool -> name(tool).equals("zebra"))
            .findFirst()
            .orElseThrow();
    var schema = zebra.path("parameters");

    assertThat(zebra.path("strict").asBoolean()).isTrue();
    assertStrict(schema);
    var members = schema.path("properties");
    assertThat(Json.write(members.path("say"))).isEqualTo("{\"type\":\"string\"}");
    assertThat(Json.write(members.path("loud")))
        .isEqualTo(
            "{\"description\":\"How loud (Default: false)\",\"type\":[\"boolean\",\"null\"]}");
    assertThat(Json.write(members.path("tone")))
        .isEqualTo("{\"type\":[\"string\",\"null\"],\"enum\":[\"high\",\"low\",null]}");
    assertThat(Json.write(members.path("tree")))
        .isEqualTo("{\"anyOf\":[{\"$ref\":\"#/$defs/node\"},{\"type\":\"null\"}]}");
  }

  private static void assertStrict(JsonNode schema) {
    if (schema.path("properties").isObject() && schema.has("type")) {
      assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
      assertThat(schema.path("required").valueStream().map(JsonNode::asString))
          .containsExactlyElementsOf(schema.path("properties").propertyNames());
    }
    schema.forEach(ToolsTest::assertStrict);
  }

  @Test
  void what_cannot_be_strict_is_named_with_its_reason() throws Exception {
    var page = host.page("/tools?strict=true");

    assertThat(page.path("loose").valueStream().map(Json::write))
        .containsExactly("{\"name\":\"free\",\"why\":\"'bag' has members of any name\"}");
    var free =
        page.path("tools")
            .valueStream()
            .filter(tool -> name(tool).equals("free"))
            .findFirst()
            .orElseThrow();
    assertThat(free.path("function").path("strict").asBoolean(true)).isFalse();
    assertThat(free.path("function").path("parameters").path("properties").has("bag")).isTrue();
  }

  @Test
  void a_run_takes_what_a_model_says_that_is_held_to_a_strict_schema() throws Exception {
    var answer =
        host.post(
            "/skills/zebra/run",
            """
            {"say": "hello", "loud": null, "tone": null,
             "place": {"city": "Rome", "street": null},
             "words": [{"text": null}, {"text": "a"}],
             "tree": {"left": {"left": null, "value": 2}, "value": null}}
            """);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Json.readOurs(answer.body()).path("got"))
        .isEqualTo(
            Json.readOurs(
                """
                {"say": "hello", "loud": false, "place": {"city": "Rome"},
                 "words": [{}, {"text": "a"}], "tree": {"left": {"value": 2}}}
                """));
  }

  @Test
  void an_unknown_format_is_refused_with_those_there_are() throws Exception {
    var answer = host.get("/tools?format=gemini");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("openai-responses, anthropic, mcp, openai-functions");
    assertThat(host.get("/tools?strict=perhaps").statusCode()).isEqualTo(400);
  }

  @Test
  void a_token_is_told_the_skills_that_it_may_run_and_no_others() throws Exception {
    var tokens = Tokens.on(host.store().database());
    String some = secret(tokens, "some", EnumSet.of(Right.RUN), Set.of("zebra", "time"));
    String reader = secret(tokens, "reader", EnumSet.of(Right.STORE), Set.of());

    var told = host.get("/tools?format=mcp", "Authorization", "Bearer " + some);
    var none = host.get("/tools?format=mcp", "Authorization", "Bearer " + reader);

    assertThat(names(Json.readOurs(told.body()).path("tools")))
        .containsExactlyInAnyOrder("time", "zebra");
    assertThat(Json.readOurs(none.body()).path("tools")).isEmpty();
  }

  private static String secret(Tokens tokens, String name, Set<Right> rights, Set<String> skills) {
    Optional<List<String>> list =
        skills.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(skills));
    return tokens.create(new TokenWish(name, rights, list, Optional.empty())).secret();
  }

  @Test
  void a_description_is_cut_where_it_would_be_refused() throws Exception {
    var openai = host.get("/tools").body();
    var anthropic = host.get("/tools?format=anthropic").body();

    assertThat(openai.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    assertThat(openai).contains("x".repeat(1_023) + "…").doesNotContain("x".repeat(1_024));
    assertThat(anthropic).contains("x".repeat(2_000));
  }
}
