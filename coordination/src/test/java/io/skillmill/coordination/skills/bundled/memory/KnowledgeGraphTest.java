package io.skillmill.coordination.skills.bundled.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.db.Database;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The memory, as a host calls it, on SQLite. */
@Timeout(120)
class KnowledgeGraphTest {

  @TempDir Path folder;

  private Database database;
  private SkillEngine engine;

  /** Where the store is; another database has another one. */
  String address() {
    return folder.resolve("store.db").toString();
  }

  @BeforeEach
  void open() {
    database = Database.open(address());
    HostedSkill memory = BundledSkills.on(database).make("memory").orElseThrow();
    engine = SkillEngine.of(SkillSet.of(List.of(memory)));
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"'));
  }

  private JsonNode told(ObjectNode input) {
    return switch (engine.run(RunRequest.of("memory", input))) {
      case RunAnswer.Done done -> Json.readOurs(done.output().path("response").asString());
      case RunAnswer.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  private JsonNode told(String input) {
    return told(json(input));
  }

  private RunFailure failed(String input) {
    return switch (engine.run(RunRequest.of("memory", json(input)))) {
      case RunAnswer.Done done -> throw new AssertionError("It gave " + done.output());
      case RunAnswer.Failed failed -> failed.failure();
    };
  }

  private static JsonNode success(String message) {
    return Json.object().put("success", true).put("message", message);
  }

  private JsonNode graph() {
    return told("{'operation': 'read_graph'}").path("graph");
  }

  /** The ten steps of the original's own test. */
  @Test
  void what_it_is_told_is_kept_found_and_forgotten() {
    assertThat(
            told(
                """
                {'operation': 'create_entities', 'entities': [
                  {'name': 'John_Smith', 'entityType': 'person',
                   'observations': ['Speaks fluent Spanish']},
                  {'name': 'Anthropic', 'entityType': 'organization', 'observations': []}]}
                """))
        .isEqualTo(success("Successfully created 2 new entities."));
    String works =
        "'relations': [{'from': 'John_Smith', 'to': 'Anthropic', 'relationType': 'works_at'}]";
    assertThat(told("{'operation': 'create_relations', %s}".formatted(works)))
        .isEqualTo(success("Successfully created 1 new relations."));
    assertThat(
            told(
                """
                {'operation': 'add_observations', 'observations': [
                  {'entityName': 'John_Smith', 'contents': ['Likes tea', 'Graduated in 2019']}]}
                """))
        .isEqualTo(success("Observations added to 1 entities."));
    assertThat(graph())
        .isEqualTo(
            json(
                """
                {'entities': {
                   'John_Smith': {'entityType': 'person', 'observations':
                     ['Speaks fluent Spanish', 'Likes tea', 'Graduated in 2019']},
                   'Anthropic': {'entityType': 'organization', 'observations': []}},
                 'relations':
                   [{'from': 'John_Smith', 'to': 'Anthropic', 'relationType': 'works_at'}]}
                """));
    assertThat(told("{'operation': 'search_nodes', 'query': 'spanish'}").path("nodes").path(0))
        .isEqualTo(
            json(
                """
                {'name': 'John_Smith', 'entityType': 'person', 'observations':
                  ['Speaks fluent Spanish', 'Likes tea', 'Graduated in 2019']}
                """));
    assertThat(told("{'operation': 'open_nodes', 'names': ['Anthropic', 'Nobody']}").path("nodes"))
        .hasSize(1);
    assertThat(
            told(
                """
                {'operation': 'delete_observations', 'deletions': [
                  {'entityName': 'John_Smith', 'observations': ['Likes tea', 'Likes coffee']}]}
                """))
        .isEqualTo(success("Observations deleted from 1 entities."));
    assertThat(told("{'operation': 'delete_relations', %s}".formatted(works)))
        .isEqualTo(success("Successfully deleted 1 relations."));
    assertThat(told("{'operation': 'delete_entities', 'entityNames': ['Anthropic', 'Nobody']}"))
        .isEqualTo(success("Successfully deleted 1 entities."));
    assertThat(graph())
        .isEqualTo(
            json(
                """
                {'entities': {'John_Smith': {'entityType': 'person', 'observations':
                  ['Speaks fluent Spanish', 'Graduated in 2019']}}, 'relations': []}
                """));
  }

  @Test
  void arguments_may_stand_beside_the_operation_or_in_an_object_or_in_a_text() {
    String arguments = "{'entities': [{'name': '%s', 'entityType': 't', 'observations': ['o']}]}";
    var flat = json(arguments.formatted("flat")).put("operation", "create_entities");
    var object = json("{'operation': 'create_entities'}");
    object.set("params", json(arguments.formatted("object")));
    var text = json("{'operation': 'create_entities'}");
    text.put("params", Json.write(json(arguments.formatted("text"))));

    assertThat(told(flat)).isEqualTo(told(object)).isEqualTo(told(text));

    var entities = graph().path("entities");
    assertThat(entities.propertyNames()).containsExactly("flat", "object", "text");
    assertThat(entities.path("flat"))
        .isEqualTo(entities.path("object"))
        .isEqualTo(entities.path("text"));
  }

  @Test
  void what_cannot_be_done_is_refused_with_a_reason() {
    assertThat(failed("{'operation': 'dance'}").message()).startsWith("Unknown operation: 'dance'");
    assertThat(failed("{'operation': 'create_entities'}").message())
        .startsWith("Missing required parameter: 'create_entities' needs 'entities'");
    assertThat(failed("{'operation': 'open_nodes', 'params': '{oops'}").message())
        .startsWith("'params' is not JSON");
    assertThat(failed("{'operation': 'open_nodes', 'params': '[1]'}").message())
        .startsWith("'params' is no object");
    assertThat(failed("{'operation': 'create_entities', 'entities': [1]}").kind())
        .isEqualTo(Kind.REFUSED);
    var long1 = json("{'operation': 'open_nodes'}");
    long1.putArray("names").add("x".repeat(501));
    assertThat(failed(Json.write(long1)).message()).contains("up to 500 characters, not 501");
    assertThat(failed("{}").kind()).isEqualTo(Kind.INVALID_INPUT);
  }

  @Test
  void an_empty_query_has_no_success_and_is_no_failure() {
    assertThat(told("{'operation': 'search_nodes', 'query': ''}").path("success").asBoolean(true))
        .isFalse();
  }

  @Test
  void what_is_known_is_not_told_twice_and_what_has_no_ends_not_at_all() {
    String two = "{'operation': 'create_entities', 'entities': [{'name': 'a'}, {'name': 'b'}, {}]}";
    assertThat(told(two)).isEqualTo(success("Successfully created 2 new entities."));
    assertThat(told(two)).isEqualTo(success("Successfully created 0 new entities."));
    String relations =
        """
        {'operation': 'create_relations', 'relations': [
          {'from': 'a', 'to': 'b', 'relationType': 'r'},
          {'from': 'a', 'to': 'b', 'relationType': 'r'},
          {'from': 'a', 'to': 'nobody', 'relationType': 'r'}]}
        """;
    assertThat(told(relations)).isEqualTo(success("Successfully created 1 new relations."));
    String observations =
        """
        {'operation': 'add_observations', 'observations': [
          {'entityName': 'a', 'contents': ['z', 'y', 'z', 'x', 'y']},
          {'entityName': 'nobody', 'contents': ['z']}]}
        """;
    assertThat(told(observations)).isEqualTo(success("Observations added to 1 entities."));
    assertThat(graph().path("entities").path("a"))
        .isEqualTo(json("{'entityType': 'unknown', 'observations': ['z', 'y', 'x']}"));
    told("{'operation': 'delete_entities', 'entityNames': ['b']}");
    assertThat(graph().path("relations")).isEmpty();
  }

  @Test
  void signs_are_looked_for_as_they_stand_and_letters_large_or_small() {
    told(
        """
        {'operation': 'create_entities', 'entities': [
          {'name': 'ÄRZTE', 'observations': ['100% of it']},
          {'name': 'snake_case', 'observations': ['100 of it!']}]}
        """);

    assertThat(found("ärzte")).containsExactly("ÄRZTE");
    assertThat(found("0%")).containsExactly("ÄRZTE");
    assertThat(found("e_c")).containsExactly("snake_case");
    assertThat(found("it!")).containsExactly("snake_case");
    assertThat(found("UNKNOWN")).containsExactly("ÄRZTE", "snake_case");
  }

  private List<String> found(String query) {
    var names = new ArrayList<String>();
    told(Json.object().put("operation", "search_nodes").put("query", query))
        .path("nodes")
        .forEach(node -> names.add(node.path("name").asString()));
    return names;
  }

  @Test
  void odd_letters_and_long_observations_are_kept() {
    String long1 = "\uD83D\uDE00'\\".repeat(4_000);
    var input = json("{'operation': 'create_entities'}");
    input
        .putArray("entities")
        .addObject()
        .put("name", "n\u0000n\uD83D")
        .putArray("observations")
        .add(long1);
    told(input);

    assertThat(graph().path("entities").path("n\uFFFDn\uFFFD").path("observations").path(0))
        .isEqualTo(Json.array().add(long1).path(0));
  }

  @Test
  void more_than_fits_into_an_answer_is_told_and_smaller_questions_are_answered() {
    for (int n = 0; n < 110; n++) {
      var input = json("{'operation': 'create_entities'}");
      input
          .putArray("entities")
          .addObject()
          .put("name", "n" + n)
          .putArray("observations")
          .add("x".repeat(20_000));
      told(input);
    }

    assertThat(failed("{'operation': 'read_graph'}").message())
        .startsWith("The memory holds more than the 2,000,000 characters");
    assertThat(found("n7")).hasSize(11);
  }

  @Test
  void it_remembers_after_a_restart() {
    told("{'operation': 'create_entities', 'entities': [{'name': 'a'}]}");
    close();
    open();

    assertThat(graph().path("entities").propertyNames()).containsExactly("a");
  }

  @Test
  void fifty_at_a_time_lose_nothing_from_two_openings_of_one_store() throws Exception {
    try (var other = Database.open(address());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var second = BundledSkills.on(other).make("memory").orElseThrow();
      try (var engine2 = SkillEngine.of(SkillSet.of(List.of(second)))) {
        var calls = new ArrayList<Future<RunAnswer>>();
        for (int n = 0; n < 50; n++) {
          var input =
              json(
                  """
                  {'operation': 'create_entities', 'entities': [
                    {'name': 'e%d', 'observations': ['one', 'two']}, {'name': 'shared'}]}
                  """
                      .formatted(n));
          var through = n % 2 == 0 ? engine : engine2;
          calls.add(threads.submit(() -> through.run(RunRequest.of("memory", input))));
        }
        for (var call : calls) {
          assertThat(call.get()).isInstanceOf(RunAnswer.Done.class);
        }
      }
    }

    assertThat(graph().path("entities")).hasSize(51);
    assertThat(database.integrity()).isEmpty();
  }

  @Test
  void without_a_store_it_says_what_to_do() {
    var memory = BundledSkills.alone().make("memory").orElseThrow();
    try (var alone = SkillEngine.of(SkillSet.of(List.of(memory)))) {
      var answer = alone.run(RunRequest.of("memory", json("{'operation': 'read_graph'}")));

      assertThat(answer)
          .isInstanceOfSatisfying(
              RunAnswer.Failed.class,
              failed -> {
                assertThat(failed.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(failed.failure().message()).contains("--store");
              });
      assertThat(memory.code().ailment()).isPresent();
    }
  }
}
