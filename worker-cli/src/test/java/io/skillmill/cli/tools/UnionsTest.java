package io.skillmill.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Inputs that are one thing or another, as models are told of them. */
@Timeout(120)
class UnionsTest {

  private static final String UNION =
      """
      {type: object, anyOf: [{$ref: "#/$defs/dog"}, {$ref: "#/$defs/cat"}], $defs: {
        dog: {type: object, required: [kind, barks], additionalProperties: false,
          properties: {kind: {const: dog}, barks: {type: boolean}, name: {type: string}}},
        cat: {type: object, required: [kind], additionalProperties: false,
          properties: {kind: {const: cat}, lives: {type: integer}, name: {type: string},
            friend: {anyOf: [{$ref: "#/$defs/dog"}, {$ref: "#/$defs/cat"}]}}}}}\
      """;

  @TempDir Path directory;
  private final List<ToolHost> hosts = new ArrayList<>();

  @AfterEach
  void close() {
    hosts.forEach(ToolHost::close);
  }

  private ToolHost host() {
    return hosts.getLast();
  }

  private void serve(String inputs) {
    close();
    hosts.clear();
    hosts.add(
        ToolHost.open(
            directory,
            skills ->
                skills.skill(
                    "it",
                    "name: it\ndescription: Takes it\ninputs: %s\n"
                            .formatted(inputs.replace("\n", " "))
                        + "implementation: {kind: java, class:"
                        + " io.skillmill.cli.tools.ToolsTest$Mirror}\n")));
  }

  private JsonNode parameters(String query) throws Exception {
    return host().page("/tools" + query).at("/tools/0/function/parameters");
  }

  private String why(String query) throws Exception {
    return host().page("/tools?strict=true" + query).at("/loose/0/why").asString("");
  }

  /** What a model that is held to a schema may say. */
  private void says(boolean legal, String input) throws Exception {
    var page = host().page("/tools?strict=true");
    assertThat(page.path("loose")).isEmpty();
    var flaws =
        Shape.of(page.at("/tools/0/function/parameters"))
            .flaws(Json.readOurs(input.replace('\'', '"')));
    assertThat(flaws.isEmpty()).as("%s: %s", input, flaws).isEqualTo(legal);
  }

  private String got(String input) throws Exception {
    var answer = host().post("/skills/it/run", input.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.write(Json.readOurs(answer.body()).path("got")).replace('"', '\'');
  }

  @Test
  void the_members_of_a_union_of_references_are_told() throws Exception {
    serve(UNION);

    assertThat(parameters("").path("properties").propertyNames())
        .containsExactlyInAnyOrder("kind", "barks", "name", "lives", "friend");
    says(true, "{'kind':'dog','barks':true,'name':null,'lives':null,'friend':null}");
    says(true, "{'kind':'cat','barks':null,'name':'Tom','lives':7,'friend':null}");
    says(
        true,
        "{'kind':'cat','barks':null,'name':null,'lives':7,"
            + "'friend':{'kind':'dog','barks':true,'name':null}}");
    says(false, "{'kind':'bird','barks':null,'name':null,'lives':null,'friend':null}");
  }

  @Test
  void what_is_null_in_a_union_is_absent_for_a_run() throws Exception {
    serve(UNION);

    assertThat(got("{'kind':'dog','barks':true,'name':null,'lives':null,'friend':null}"))
        .isEqualTo("{'kind':'dog','barks':true}");
    assertThat(
            got(
                "{'kind':'cat','barks':null,'name':null,'lives':7,"
                    + "'friend':{'kind':'dog','barks':true,'name':null}}"))
        .isEqualTo("{'kind':'cat','lives':7,'friend':{'kind':'dog','barks':true}}");
  }

  @Test
  void null_is_absent_for_what_is_a_reference_or_a_choice_and_may_be_left_out() throws Exception {
    serve(
        """
        {type: object, properties: {
           tree: {$ref: "#/$defs/tree"}, size: {anyOf: [{type: integer}, {type: string}]},
           maybe: {anyOf: [{$ref: "#/$defs/tree"}, {type: "null"}]},
           mood: {type: [string, "null"], enum: [p, q]}},
         $defs: {tree: {type: object, properties: {left: {$ref: "#/$defs/tree"}}}}}\
        """);

    String all = "{'tree':null,'size':null,'maybe':{'left':{'left':null}},'mood':null}";
    says(true, all);
    assertThat(got(all)).isEqualTo("{'maybe':{'left':{}}}");
    assertThat(got("{'tree':{'left':null},'size':2,'maybe':null,'mood':'p'}"))
        .isEqualTo(
            "{'tree':{'left':{}},'size':2,'maybe':null,'mood':'p'}".replace("{'left':{}}", "{}"));
  }

  @Test
  void a_circle_of_references_ends() throws Exception {
    serve(
        """
        {type: object, anyOf: [{$ref: "#/$defs/a"}, {$ref: "#"}], $defs: {
           a: {anyOf: [{$ref: "#/$defs/b"}, {$ref: "#/$defs/a"}]},
           b: {type: object, properties: {x: {type: string}}, allOf: [{$ref: "#/$defs/a"}]}}}\
        """);

    assertThat(parameters("").path("properties").propertyNames()).containsExactly("x");
  }

  @Test
  void what_a_strict_schema_would_lose_is_told_as_it_is_with_the_reason() throws Exception {
    for (var each :
        List.of(
            List.of(
                """
                {type: object, properties: {in: {type: object, required: [a],
                   properties: {a: {type: string}},
                   anyOf: [{properties: {b: {type: string}}, required: [b]},
                           {properties: {c: {type: string}}, required: [c]}]}}}\
                """,
                "'in' is described with 'anyOf' and 'properties'"),
            List.of(
                "{type: object, patternProperties: {\"^x-\": {type: string}}}",
                "the input is described with 'patternProperties'"),
            List.of(
                "{type: object, anyOf: [{patternProperties: {\"^x-\": {type: string}}}]}",
                "the input is described with 'patternProperties'"),
            List.of(
                "{type: object, oneOf: [{additionalProperties: {type: string}}]}",
                "the input has members of any name"),
            List.of(
                "{type: object, anyOf: [{$ref: \"#/$defs/gone\"}]}",
                "the input refers to #/$defs/gone"),
            List.of(
                "{type: object, properties: {a: {$ref: \"#/$defs/gone\"}}}",
                "'a' refers to #/$defs/gone"),
            List.of("{type: object, enum: [{a: 1}]}", "the input is described with 'enum'"),
            List.of(
                "{type: object, properties: {a: {enum: [{b: 1}]}}}",
                "'a' lists what is no single value"),
            List.of(
                """
                {type: object, properties: {a: {$ref: "#/$defs/b", properties: {c: {type: string}}}},
                 $defs: {b: {type: object, properties: {d: {type: string}}}}}\
                """,
                "'a' is described with '$ref' and 'properties'"))) {
      serve(each.getFirst());
      assertThat(why("")).as(each.getFirst()).isEqualTo(each.getLast());
      assertThat(host().page("/tools?strict=true").at("/tools/0/function/strict").asBoolean(true))
          .isFalse();
    }
    serve("{type: object, anyOf: [{properties: {a: {type: string}}}]}");
    assertThat(why("&format=mcp")).isEqualTo("the input is described with 'anyOf'");
    assertThat(host().page("/tools?strict=true&format=mcp").at("/tools/0/inputSchema").has("anyOf"))
        .isTrue();
  }

  @Test
  void null_is_listed_among_the_values_of_what_may_be_left_out_once() throws Exception {
    serve(
        """
        {type: object, properties: {
           some: {type: [string, "null"], enum: [p, q]},
           all: {type: [string, "null"], enum: [p, null]},
           one: {type: string, const: p},
           either: {anyOf: [{type: string}, {type: "null"}]}}}\
        """);

    var members = parameters("?strict=true").path("properties");
    assertThat(Json.write(members.at("/some/enum"))).isEqualTo("[\"p\",\"q\",null]");
    assertThat(Json.write(members.at("/all/enum"))).isEqualTo("[\"p\",null]");
    assertThat(Json.write(members.at("/one/enum"))).isEqualTo("[\"p\",null]");
    assertThat(members.at("/either/anyOf")).hasSize(2);
    says(true, "{'some':null,'all':null,'one':null,'either':null}");
  }
}
