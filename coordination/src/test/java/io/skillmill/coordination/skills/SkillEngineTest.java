package io.skillmill.coordination.skills;

import static io.skillmill.coordination.skills.Hosted.declaration;
import static io.skillmill.coordination.skills.Hosted.done;
import static io.skillmill.coordination.skills.Hosted.engine;
import static io.skillmill.coordination.skills.Hosted.failed;
import static io.skillmill.coordination.skills.Hosted.json;
import static io.skillmill.coordination.skills.Hosted.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.Rate;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one run may do, and what another never notices of it. */
@Timeout(60)
class SkillEngineTest {

  private static final String SCHEMA =
      """
      {"type":"object","required":["n"],"properties":{
        "n":{"type":"integer"},"zone":{"type":"string"},"step":{"type":"integer","default":2}}}\
      """;

  private static SkillDeclaration taking(String schema) {
    var plain = declaration("taking");
    return new SkillDeclaration(
        plain.name(),
        plain.about(),
        (ObjectNode) Json.readOurs(schema),
        plain.outputs(),
        plain.limits(),
        List.of(),
        Optional.empty(),
        plain.implementation());
  }

  @Test
  void inputs_are_checked_and_settled_before_the_skill_sees_them() {
    try (var engine = engine(HostedSkill.of(taking(SCHEMA), (input, _) -> input))) {
      assertThat(done(engine.run(RunRequest.of("taking", json("{'n':1,'zone':null,'more':true}")))))
          .isEqualTo(json("{'n':1,'more':true,'step':2}"));
      for (String wrong : List.of("{}", "{'n':'one'}", "{'n':null}", "{'n':1,'zone':7}")) {
        var failure = failed(engine.run(RunRequest.of("taking", json(wrong))));
        assertThat(failure.kind()).as(wrong).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure.details())
            .hasValueSatisfying(details -> {
              assertThat(details.path("flaws")).isNotEmpty();
              assertThat(details.path("flaws").path(0).path("msg").asString()).isNotBlank();
              assertThat(details.path("flaws").path(0).path("loc")).isNotEmpty();
            });
      }
    }
  }

  @Test
  void a_schema_that_is_none_is_refused_when_the_skill_is_made() {
    for (String schema :
        List.of(
            "{'type':'objekt'}",
            "{'properties':{'a':{'type':['string',7]}}}",
            "{'properties':{'a':{'$ref':'https://example.org/schema'}}}",
            "{'minProperties':'two'}")) {
      assertThatThrownBy(
              () -> HostedSkill.of(taking(schema.replace('\'', '"')), (input, _) -> input))
          .as(schema)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void schemas_with_references_to_themselves_work() {
    String tree =
        """
        {"type":"object","properties":{"tree":{"$ref":"#/$defs/tree"}},
         "$defs":{"tree":{"type":"object","properties":{"left":{"$ref":"#/$defs/tree"}}}}}\
        """;
    try (var engine = engine(HostedSkill.of(taking(tree), (input, _) -> input))) {
      done(engine.run(RunRequest.of("taking", json("{'tree':{'left':{'left':{}}}}"))));
      assertThat(failed(engine.run(RunRequest.of("taking", json("{'tree':{'left':{'left':3}}}")))))
          .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT));
    }
  }

  @Test
  void what_the_skill_says_is_told_as_it_is_and_what_breaks_as_broken() {
    var refusing =
        skill(
            "refusing",
            (_, _) -> {
              throw SkillException.refused("Invalid timezone: 'Mars'");
            });
    var crashing =
        skill(
            "crashing",
            (input, _) -> {
              throw new IllegalStateException("oops " + input.path("n").asInt());
            });
    var endless = skill("endless", new Endless());
    try (var engine = engine(refusing, crashing, endless)) {
      assertThat(failed(engine.run(RunRequest.of("refusing", Json.object()))))
          .satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure.message()).isEqualTo("Invalid timezone: 'Mars'");
          });
      assertThat(failed(engine.run(RunRequest.of("crashing", json("{'n':3}")))))
          .satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
            assertThat(failure.message()).isEqualTo("IllegalStateException: oops 3");
          });
      assertThat(failed(engine.run(RunRequest.of("endless", Json.object()))).type())
          .isEqualTo("StackOverflowError");
    }
  }

  private static final class Endless implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
      if (input.path("n").asInt() < 0) {
        return input;
      }
      var again = input.deepCopy().put("n", input.path("n").asInt() + 1);
      return Json.array().add(run(again, context));
    }
  }

  @Test
  void a_skill_that_does_not_heed_its_end_holds_nobody_up() throws Exception {
    var over = new CountDownLatch(1);
    var deaf =
        HostedSkill.of(
            declaration("deaf").within(SkillLimits.DEFAULT.withTimeout(Duration.ofMillis(50))),
            (_, _) -> {
              while (over.getCount() > 0) {
                Thread.onSpinWait();
              }
              return Json.object();
            });
    try (var engine = engine(deaf)) {
      assertThat(failed(engine.run(RunRequest.of("deaf", Json.object()))).kind())
          .isEqualTo(Kind.TIMEOUT);
    } finally {
      over.countDown();
    }
  }

  @Test
  void credentials_are_seen_by_their_own_run_alone_and_asked_for_where_they_are_needed() {
    var plain = declaration("keyed");
    var keyed =
        new SkillDeclaration(
            "keyed",
            plain.about(),
            plain.inputs(),
            plain.outputs(),
            plain.limits(),
            List.of(
                new CredentialNeed("API_KEY", true, "Ask for one"),
                new CredentialNeed("REGION", false, "")),
            Optional.of(Duration.ofMinutes(1)),
            plain.implementation());
    SkillCode code =
        (_, context) -> Json.object().put("key", context.credential("API_KEY").orElse("none"));
    try (var engine = engine(HostedSkill.of(keyed, code))) {
      for (String key : List.of("alice", "bob")) {
        var terms =
            new RunRequest.Terms(
                Map.of("API_KEY", key),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false);
        var answer = engine.run(new RunRequest("keyed", Json.object(), terms));
        assertThat(done(answer).path("key").asString()).isEqualTo(key);
        assertThat(terms.toString()).doesNotContain(key);
      }
      var missing = failed(engine.run(RunRequest.of("keyed", Json.object())));
      assertThat(missing.kind()).isEqualTo(Kind.MISSING_CREDENTIALS);
      assertThat(missing.details())
          .contains(
              json(
                  "{'required_credentials':['API_KEY'],'optional_credentials':['REGION'],"
                      + "'how_to_get':{'API_KEY':'Ask for one'}}"));
    }
  }

  @Test
  void more_calls_than_a_skill_takes_wait_or_are_told_to_come_again() throws Exception {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var limits = SkillLimits.DEFAULT.withConcurrency(1);
    var soon =
        new RunRequest.Terms(
            Map.of(),
            Optional.of(Duration.ofMillis(300)),
            OptionalInt.empty(),
            Optional.empty(),
            false);
    var narrow =
        HostedSkill.of(
            declaration("narrow").within(limits),
            (input, _) -> {
              if (input.has("wait")) {
                inside.countDown();
                leave.await();
              }
              return Json.object();
            });
    var rare =
        HostedSkill.of(
            declaration("rare")
                .within(SkillLimits.DEFAULT.withRate(Optional.of(Rate.perMinute(2)))),
            (_, _) -> Json.object());
    try (var engine = engine(narrow, rare);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> engine.run(RunRequest.of("narrow", json("{'wait':1}"))));
      inside.await();
      // The time is this call's alone, or the first would end and leave its place to this one.
      assertThat(failed(engine.run(new RunRequest("narrow", Json.object(), soon))).kind())
          .isIn(Kind.BUSY, Kind.TIMEOUT);
      leave.countDown();
      first.get();
      done(engine.run(RunRequest.of("narrow", Json.object())));

      done(engine.run(RunRequest.of("rare", Json.object())));
      done(engine.run(RunRequest.of("rare", Json.object())));
      assertThat(failed(engine.run(RunRequest.of("rare", Json.object()))).kind())
          .isEqualTo(Kind.BUSY);
    }
  }

  @Test
  void a_budget_is_paid_for_every_call_of_a_run() {
    var twice =
        skill(
            "twice",
            (input, context) -> {
              context.call("leaf", input);
              return context.call("leaf", input);
            });
    try (var engine = engine(twice, skill("leaf", (_, _) -> Json.object()))) {
      done(engine.run(RunRequest.of("twice", Json.object()), Budget.ofCalls(3)));
      assertThat(failed(engine.run(RunRequest.of("twice", Json.object()), Budget.ofCalls(2))))
          .satisfies(failure -> assertThat(failure.message()).contains("2 calls"));
    }
  }

  @Test
  void the_trace_tells_every_call_where_it_is_wanted() {
    var parent = skill("parent", (input, context) -> context.call("leaf", input));
    var terms =
        new RunRequest.Terms(
            Map.of(), Optional.empty(), OptionalInt.empty(), Optional.of("f".repeat(32)), true);
    try (var engine = engine(parent, skill("leaf", (_, _) -> Json.object()))) {
      var answer = engine.run(new RunRequest("parent", Json.object(), terms));

      assertThat(answer.traceId()).isEqualTo("f".repeat(32));
      var trace = answer.trace().orElseThrow();
      assertThat(trace.skill()).isEqualTo("parent");
      assertThat(trace.calls())
          .singleElement()
          .satisfies(call -> {
            assertThat(call.skill()).isEqualTo("leaf");
            assertThat(call.failed()).isEmpty();
            assertThat(call.took()).isLessThanOrEqualTo(trace.took());
          });
      assertThat(engine.run(RunRequest.of("parent", Json.object())).trace()).isEmpty();
    }
  }

  // ---- swapping

  /** Tells its version, and whether it was closed while it was needed. */
  private static final class Versioned implements SkillCode {
    final int version;
    final AtomicBoolean closed = new AtomicBoolean();

    Versioned(int version) {
      this.version = version;
    }

    @Override
    public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
      if (input.has("next")) {
        var below = context.call("leaf", Json.object());
        return Json.object().put("here", version).put("below", below.path("here").asInt());
      }
      if (closed.get()) {
        throw new IllegalStateException("closed while needed");
      }
      return Json.object().put("here", version);
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  private static SkillSet version(int version, List<Versioned> made) {
    var entry = new Versioned(version);
    var leaf = new Versioned(version);
    made.add(entry);
    made.add(leaf);
    return SkillSet.of(List.of(skill("entry", entry), skill("leaf", leaf)));
  }

  @Test
  void a_run_ends_on_the_skills_on_which_it_began_while_they_are_swapped_all_the_time()
      throws Exception {
    var made = new ArrayList<Versioned>();
    try (var engine = SkillEngine.of(version(0, made));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var over = new AtomicBoolean();
      var callers =
          java.util.stream.IntStream.range(0, 4)
              .mapToObj(n ->
                  threads.submit(() -> {
                    int calls = 0;
                    while (!over.get() || calls < 100) {
                      RunAnswer answer = engine.run(RunRequest.of("entry", json("{'next':1}")));
                      var output = done(answer);
                      assertThat(output.path("below")).isEqualTo(output.path("here"));
                      calls++;
                    }
                    return calls;
                  }))
              .toList();
      for (int swap = 1; swap <= 500; swap++) {
        engine.swap(version(swap, made));
        LockSupport.parkNanos(1_000);
      }
      over.set(true);
      for (var caller : callers) {
        caller.get();
      }
      assertThat(made.subList(0, made.size() - 2)).allMatch(skill -> skill.closed.get());
      assertThat(made.subList(made.size() - 2, made.size())).noneMatch(skill -> skill.closed.get());
    }
    assertThat(made).allMatch(skill -> skill.closed.get());
  }

  @Test
  void a_skill_that_stays_is_not_closed_by_a_swap() {
    var code = new Versioned(1);
    var stays = skill("stays", code);
    try (var engine = engine(stays)) {
      engine.swap(SkillSet.of(List.of(stays, skill("new", new Versioned(2)))));
      assertThat(code.closed).isFalse();
      engine.swap(SkillSet.EMPTY);
      assertThat(code.closed).isTrue();
    }
  }
}
