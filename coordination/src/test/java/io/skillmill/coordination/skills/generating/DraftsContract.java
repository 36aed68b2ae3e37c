package io.skillmill.coordination.skills.generating;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.composite.Composite;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.db.Database;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What drafts are on every database. */
@Timeout(120)
abstract class DraftsContract {

  private static final int DECIDERS = 8;

  private static final String TWICE =
      """
      {"declaration": {"name": "twice", "description": "Twice a number", "inputs": {"x": "number"},
         "implementation": {"kind": "composite",
           "steps": [{"id": "sum", "call": "calculator",
                      "with": {"operation": "add", "a": "${inputs.x}", "b": "${inputs.x}"}}],
           "return": {"result": "${steps.sum.result.result}"}}},
       "examples": [{"input": {"x": 4}, "output": {"result": 8}}]}\
      """;

  @TempDir Path folder;
  private Database database;
  private Drafts drafts;

  /** Where the store is. */
  abstract String address();

  @BeforeEach
  void open() {
    database = Database.open(address());
    drafts = Drafts.on(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long draft(String description, String... said) {
    var wish = SkillWish.of(description, Optional.empty(), Optional.empty());
    var messages = new ArrayList<ChatMessage>();
    for (String each : said) {
      messages.add(new ChatMessage.Request(each));
    }
    var making = new Drafts.Making("a-model", new ChatUsage(30, 12), "tester");
    var added = drafts.add(wish, Candidate.read(TWICE, wish), messages, making);
    return ((Generated.Kept) added).draft();
  }

  private Registrar registrar() throws IOException {
    var config = folder.resolve("runtime-config.yaml");
    Files.writeString(config, "skills:\n  - {name: calculator, path: \"builtin:calculator\"}\n");
    var plan = Plan.config(config).builtins(BundledSkills.on(database).skills());
    return Registrar.open(database, plan, List.of(new Composite()));
  }

  private String state(long id) {
    return drafts.find(id).orElseThrow().decision().state();
  }

  @Test
  void a_draft_is_found_as_it_was_made_by_other_processes_too() {
    var before = Instant.now().minusSeconds(1);
    long id = draft("Zwei Mal, \"quoted\" \uD83D\uDE00", "Write it", "Again");
    try (var elsewhere = Database.open(address())) {
      var found = Drafts.on(elsewhere).find(id).orElseThrow();
      assertThat(found.id()).isEqualTo(id);
      assertThat(found.skill() + " " + found.kind()).isEqualTo("twice composite");
      assertThat(found.text().wished()).isEqualTo("Zwei Mal, \"quoted\" \uD83D\uDE00");
      assertThat(Json.readOurs(found.text().declaration()).path("name").asString())
          .isEqualTo("twice");
      assertThat(found.text().source()).isEmpty();
      assertThat(Json.readOurs(found.text().examples()).at("/0/output/result").asInt())
          .isEqualTo(8);
      assertThat(Json.readOurs(found.text().transcript()).valueStream())
          .extracting(each -> each.path("content").asString())
          .containsExactly("Write it", "Again");
      var making = found.making();
      assertThat(making.model() + " " + making.by()).isEqualTo("a-model tester");
      assertThat(making.promptTokens() + making.completionTokens()).isEqualTo(42);
      assertThat(making.at()).isBetween(before, Instant.now().plusSeconds(1));
      assertThat(found.decision().state()).isEqualTo(Drafts.DRAFT);
      assertThat(found.decision().by()).isEmpty();
      assertThat(found.decision().revision()).isEmpty();
    }
    assertThat(drafts.find(id + 1)).isEmpty();
  }

  @Test
  void the_newest_is_told_first_and_lists_hold_no_long_texts() {
    long first = draft("The first", "talk");
    long second = draft("The second", "talk");
    assertThat(second).isGreaterThan(first);
    assertThat(drafts.list()).extracting(each -> each.id()).containsExactly(second, first);
    assertThat(drafts.list())
        .allSatisfy(each -> {
          assertThat(each.text().wished()).startsWith("The ");
          assertThat(each.text().declaration() + each.text().transcript()).isEmpty();
        });
  }

  @Test
  void no_secret_is_kept_and_of_a_long_talk_its_end() {
    String key = "sk-proj-" + "Ab3dEf6hIj9kLm2n".repeat(3);
    var found =
        drafts.find(draft("Use " + key, "x".repeat(250_000), "The key is " + key)).orElseThrow();
    assertThat(found.text().wished() + found.text().transcript())
        .contains("redacted")
        .doesNotContain(key, "xxxx");
  }

  @Test
  void what_is_approved_is_registered_once() throws IOException {
    long id = draft("Twice");
    try (var registrar = registrar()) {
      assertThat(drafts.approve(id, registrar, "boss")).isInstanceOf(Outcome.Accepted.class);
      var decision = drafts.find(id).orElseThrow().decision();
      assertThat(decision.state()).isEqualTo(Drafts.APPROVED);
      assertThat(decision.by()).contains("boss");
      assertThat(decision.at()).isPresent();
      assertThat(decision.revision()).contains(1L);
      assertThat(drafts.approve(id, registrar, "boss").toString()).contains("approved already");
      assertThat(drafts.reject(id, "boss")).isFalse();
      assertThat(registrar.hosting().snapshot().at("twice")).isPresent();
      assertThat(drafts.approve(id + 1, registrar, "boss").toString())
          .contains("There is no draft");
    }
  }

  @Test
  void what_cannot_be_registered_is_a_draft_again() {
    long id = draft("Twice");
    var plan = Plan.nothing(); // without the skill that it calls
    try (var registrar = Registrar.open(database, plan, List.of(new Composite()))) {
      assertThat(drafts.approve(id, registrar, "boss")).isInstanceOf(Outcome.Refused.class);
    }
    var decision = drafts.find(id).orElseThrow().decision();
    assertThat(decision.state()).isEqualTo(Drafts.DRAFT);
    assertThat(decision.by()).isEmpty();
    assertThat(decision.revision()).isEmpty();
  }

  @Test
  void of_many_who_decide_at_once_one_decides() throws Exception {
    long id = draft("Twice");
    try (var registrar = registrar();
        var elsewhere = Database.open(address());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var deeds = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < DECIDERS; i++) {
        var mine = i % 2 == 0 ? drafts : Drafts.on(elsewhere);
        String by = "decider " + i;
        deeds.add(
            i % 4 < 2
                ? () -> mine.reject(id, by)
                : () -> mine.approve(id, registrar, by) instanceof Outcome.Accepted);
      }
      int decided = 0;
      for (var each : threads.invokeAll(deeds)) {
        decided += each.get() ? 1 : 0;
      }
      assertThat(decided).isEqualTo(1);
      assertThat(registrar.hosting().snapshot().at("twice").isPresent())
          .isEqualTo(state(id).equals(Drafts.APPROVED));
    }
  }
}
