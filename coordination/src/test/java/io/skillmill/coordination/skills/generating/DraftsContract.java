package io.skillmill.coordination.skills.generating;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.composite.Composite;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.db.Database;
import io.skillmill.db.DraftRows;
import io.skillmill.db.DraftRows.Decider;
import io.skillmill.db.Durability;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

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
    return registrar(new Composite());
  }

  private Registrar registrar(SkillKind kind) throws IOException {
    var config = folder.resolve("runtime-config.yaml");
    Files.writeString(config, "skills:\n  - {name: calculator, path: \"builtin:calculator\"}\n");
    var plan = Plan.config(config).builtins(BundledSkills.on(database).skills());
    return Registrar.open(database, plan, List.of(kind));
  }

  /** Composites that are loaded after something else. */
  private record Later(Callable<Boolean> before) implements SkillKind {
    @Override
    public Implementation.Kind kind() {
      return Implementation.Kind.COMPOSITE;
    }

    @Override
    public SkillCode load(SkillDeclaration declaration, Path home) {
      try {
        assertThat(before.call()).isTrue();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return new Composite().load(declaration, home);
    }
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

  @Test
  void of_many_who_approve_at_once_one_does() throws Exception {
    for (int round = 0; round < 5; round++) {
      long id = draft("Twice");
      try (var registrar = registrar();
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var deeds = new ArrayList<Callable<Outcome>>();
        for (int i = 0; i < DECIDERS; i++) {
          String by = "decider " + i;
          deeds.add(() -> drafts.approve(id, registrar, by));
        }
        var outcomes = new ArrayList<Outcome>();
        for (var each : threads.invokeAll(deeds)) {
          outcomes.add(each.get());
        }
        assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
        assertThat(state(id)).isEqualTo(Drafts.APPROVED);
        assertThat(drafts.reject(id, "late")).isFalse();
        registrar.remove("twice", "tester");
      }
    }
  }

  @Test
  void who_cannot_register_it_takes_nothing_from_who_does() throws Exception {
    long id = draft("Twice");
    var begun = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    var slow =
        new Later(() -> {
          begun.countDown();
          return refused.await(60, TimeUnit.SECONDS);
        });
    try (var registrar = registrar(slow);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> drafts.approve(id, registrar, "first"));
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      try (var elsewhere = Database.open(address());
          var bare = Registrar.open(elsewhere, Plan.nothing(), List.of(new Composite()))) {
        var second = Drafts.on(elsewhere).approve(id, bare, "second");
        assertThat(second.toString()).contains("is being approved by first");
        assertThat(Drafts.on(elsewhere).reject(id, "second")).isFalse();
      }
      refused.countDown();
      assertThat(first.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
    }
    assertThat(drafts.find(id).orElseThrow().decision().by()).contains("first");
  }

  @Test
  void what_a_process_that_died_has_left_half_approved_is_decided_about_later() throws Exception {
    long approved = draft("Twice");
    long rejected = draft("Twice");
    var now = Instant.now();
    for (long id : List.of(approved, rejected)) {
      assertThat(
              database.<Boolean>write(
                  Durability.SYNCED,
                  session ->
                      new DraftRows(session).approve(id, new Decider("dead", now), Instant.EPOCH)))
          .isTrue();
    }
    var later =
        Drafts.on(database, InstantSource.fixed(now.plus(Drafts.REGISTERING_MAX).plusMillis(2)));
    try (var registrar = registrar()) {
      assertThat(drafts.reject(approved, "boss")).isFalse();
      assertThat(drafts.approve(approved, registrar, "boss").toString()).contains("by dead");
      assertThat(later.reject(rejected, "boss")).isTrue();
      assertThat(later.approve(approved, registrar, "boss")).isInstanceOf(Outcome.Accepted.class);
    }
  }

  /** As a process leaves it that dies before it has registered it, or before it has said so. */
  private Drafts abandoned(long id) {
    var now = Instant.now();
    database.<Boolean>write(
        Durability.SYNCED,
        session -> new DraftRows(session).approve(id, new Decider("dead", now), Instant.EPOCH));
    var later = now.plus(Drafts.REGISTERING_MAX).plusMillis(2);
    return Drafts.on(database, InstantSource.fixed(later));
  }

  private static Application twice(String description) {
    var sent = Json.object();
    sent.set("declaration", Json.readOurs(TWICE).path("declaration").deepCopy());
    ((ObjectNode) sent.path("declaration")).put("description", description);
    return Application.read(sent);
  }

  @Test
  void a_draft_takes_the_place_of_no_other_skill() throws Exception {
    long first = draft("Twice");
    long second = draft("Twice, and left half approved");
    try (var registrar = registrar()) {
      assertThat(registrar.register(twice("By hand"), "hand")).isInstanceOf(Outcome.Accepted.class);
      assertThat(drafts.approve(first, registrar, "boss").toString())
          .contains("There is a skill 'twice' by now");
      assertThat(state(first)).isEqualTo(Drafts.DRAFT);
      var later = abandoned(second);
      assertThat(later.approve(second, registrar, "boss").toString())
          .contains("There is a skill 'twice' by now");
      assertThat(state(second)).isEqualTo(Drafts.DRAFT);
    }
  }

  @Test
  void what_was_registered_before_the_process_died_is_found_to_be_so() throws Exception {
    long id = draft("Twice");
    try (var registrar = registrar()) {
      var later = abandoned(id);
      assertThat(registrar.register(twice("Twice a number"), "dead"))
          .isInstanceOf(Outcome.Accepted.class);
      assertThat(later.approve(id, registrar, "boss"))
          .isInstanceOfSatisfying(
              Outcome.Accepted.class, same -> assertThat(same.revision()).isEqualTo(1));
      assertThat(drafts.find(id).orElseThrow().decision().revision()).contains(1L);
    }
  }

  @Test
  void drafts_of_one_state_are_found_among_many() {
    long rejected = draft("One");
    drafts.reject(rejected, "boss");
    long waiting = draft("Two");
    assertThat(drafts.list(Drafts.DRAFT)).extracting(each -> each.id()).containsExactly(waiting);
    assertThat(drafts.list(Drafts.REJECTED))
        .extracting(each -> each.id())
        .containsExactly(rejected);
    assertThat(drafts.list("")).hasSize(2);
  }

  @Test
  void what_was_decided_long_ago_is_forgotten_and_what_waits_is_not() throws Exception {
    long waiting = draft("Waits");
    var decided = new ArrayList<Long>();
    for (int i = 0; i < 4; i++) {
      long id = draft("Decided");
      drafts.reject(id, "boss");
      decided.add(id);
    }
    database.<Boolean>write(
        Durability.SYNCED,
        session -> {
          new DraftRows(session).forget(2);
          return true;
        });
    assertThat(drafts.list())
        .extracting(each -> each.id())
        .containsExactly(decided.get(3), decided.get(2), waiting);
  }
}
