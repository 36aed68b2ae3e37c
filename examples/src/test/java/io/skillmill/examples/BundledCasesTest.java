package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is expected of the skills that come along, case by case, from outside. */
@Timeout(180)
class BundledCasesTest {

  @TempDir Path folder;

  private Served serve(String... names) throws IOException {
    var skills = Skillset.in(folder.resolve("set"));
    for (String name : names) {
      skills.mounted(name, "builtin:" + name, name);
    }
    return skills.serve(folder);
  }

  @Test
  void t1_t2_t3_t4_the_time_anywhere() throws IOException {
    try (var host = serve("time")) {
      var utc = host.run("time", "{}");
      assertThat(utc.propertyNames()).contains("iso_8601", "time", "date", "timezone");
      assertThat(utc.path("timezone").asString()).isEqualTo("UTC");
      assertThat(
              OffsetDateTime.parse(utc.path("iso_8601").asString()).getOffset().getTotalSeconds())
          .isZero();

      var york = host.run("time", "{'timezone':'America/New_York'}");
      var rules = ZoneId.of("America/New_York").getRules();
      assertThat(OffsetDateTime.parse(york.path("iso_8601").asString()).getOffset())
          .isEqualTo(rules.getOffset(Instant.now()));
      assertThat(york.path("is_dst").asBoolean()).isEqualTo(rules.isDaylightSavings(Instant.now()));

      for (String zone : List.of("Mars/Olympus_Mons", "../../etc/passwd")) {
        var refused = host.post("/skills/time/run", "{'timezone':'%s'}".formatted(zone));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asString())
            .contains("Invalid timezone: '%s'".formatted(zone));
      }
    }
  }

  @Test
  void t5_a_time_elsewhere() throws IOException {
    try (var host = serve("convert_time")) {
      for (var each :
          List.of(
              List.of("UTC", "Asia/Tokyo", "+9.0h"),
              List.of("Asia/Tokyo", "UTC", "-9.0h"),
              List.of("UTC", "Asia/Kathmandu", "+5.75h"))) {
        var answer =
            host.run(
                "convert_time",
                "{'source_timezone':'%s','time':'14:30','target_timezone':'%s'}"
                    .formatted(each.get(0), each.get(1)));
        assertThat(answer.path("time_difference").asString()).isEqualTo(each.get(2));
      }
    }
  }

  private static JsonNode memory(Served host, String operation, String parameters)
      throws IOException {
    var body = "{'operation':'%s','params':%s}".formatted(operation, parameters);
    return Json.readOurs(host.run("memory", body).path("response").asString());
  }

  private static final String PEOPLE =
      "{'entities':[{'name':'John_Smith','entityType':'person','observations':['Speaks Spanish']},"
          + "{'name':'Anthropic','entityType':'organization','observations':[]}]}";
  private static final String WORKS =
      "{'relations':[{'from':'John_Smith','to':'Anthropic','relationType':'works_at'}]}";

  @Test
  void m1_m5_m8_ten_steps_of_a_memory_and_what_a_restart_leaves() throws Exception {
    try (var host = serve("memory")) {
      assertThat(memory(host, "create_entities", PEOPLE).path("message").asString()).contains("2");
      assertThat(memory(host, "create_relations", WORKS).path("message").asString()).contains("1");
      memory(
          host,
          "add_observations",
          "{'observations':[{'entityName':'John_Smith','contents':['Likes tea','Rises early']}]}");
      assertThat(memory(host, "read_graph", "{}").at("/graph/entities/John_Smith/observations"))
          .extracting(JsonNode::asString)
          .containsExactly("Speaks Spanish", "Likes tea", "Rises early");
      assertThat(memory(host, "search_nodes", "{'query':'spanish'}").path("nodes")).hasSize(1);
      assertThat(memory(host, "open_nodes", "{'names':['Anthropic','Nobody']}").path("nodes"))
          .hasSize(1);
      assertThat(host.stop()).isZero();
    }
    try (var host = serve("memory")) {
      memory(
          host,
          "delete_observations",
          "{'deletions':[{'entityName':'John_Smith','observations':['Likes tea']}]}");
      assertThat(memory(host, "read_graph", "{}").at("/graph/entities/John_Smith/observations"))
          .extracting(JsonNode::asString)
          .containsExactly("Speaks Spanish", "Rises early");
      memory(host, "delete_relations", WORKS);
      memory(host, "delete_entities", "{'entityNames':['John_Smith']}");
      var left = memory(host, "read_graph", "{}").path("graph");
      assertThat(left.path("entities").propertyNames()).containsExactly("Anthropic");
      assertThat(left.path("relations")).isEmpty();
    }
  }

  @Test
  void m2_m3_m4_three_ways_to_say_it_and_what_is_refused() throws IOException {
    try (var host = serve("memory")) {
      for (String body :
          List.of(
              "{'operation':'create_entities','entities':[{'name':'flat','entityType':'t'}]}",
              "{'operation':'create_entities','params':{'entities':[{'name':'object','entityType':'t'}]}}",
              "{'operation':'create_entities','params':"
                  + "'{\\'entities\\':[{\\'name\\':\\'text\\',\\'entityType\\':\\'t\\'}]}'}")) {
        assertThat(host.run("memory", body).path("response").asString()).contains("1 new");
      }
      assertThat(memory(host, "read_graph", "{}").at("/graph/entities").propertyNames())
          .containsExactlyInAnyOrder("flat", "object", "text");
      for (String bad :
          List.of(
              "{'operation':'dance'}",
              "{'operation':'create_entities'}",
              "{'operation':'create_entities','params':'{no json'}")) {
        assertThat(host.post("/skills/memory/run", bad).status()).as(bad).isEqualTo(400);
      }
      assertThat(memory(host, "search_nodes", "{'query':''}").path("success").asBoolean())
          .isFalse();
    }
  }

  @Test
  void m6_m7_fifty_at_once_and_a_host_that_is_killed() throws IOException {
    var acknowledged = new ArrayList<String>();
    try (var host = serve("memory");
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < 50; i++) {
        String body =
            "{'operation':'create_entities','entities':[{'name':'e%d','entityType':'t'}]}"
                .formatted(i);
        calls.add(CompletableFuture.supplyAsync(() -> status(host, body), pool));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(calls.get(i).join()).isEqualTo(200);
        acknowledged.add("e" + i);
      }
    } // killed, not stopped
    try (var host = serve("memory")) {
      assertThat(memory(host, "read_graph", "{}").at("/graph/entities").propertyNames())
          .containsExactlyInAnyOrderElementsOf(acknowledged);
    }
  }

  private static int status(Served host, String body) {
    try {
      return host.post("/skills/memory/run", body).status();
    } catch (IOException _) {
      return 0;
    }
  }
}
