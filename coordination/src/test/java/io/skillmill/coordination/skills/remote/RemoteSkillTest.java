package io.skillmill.coordination.skills.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.skillmill.coordination.skills.Budget;
import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Skills that another host runs, against a real server on loopback. */
@Timeout(60)
class RemoteSkillTest {

  private static final RemoteKind KIND = new RemoteKind();

  private final OtherHost other = new OtherHost();

  @AfterEach
  void close() {
    other.close();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"'));
  }

  private static HostedSkill remote(String name, String settings, SkillLimits limits) {
    var declaration = declaration(name, json(settings), limits);
    return HostedSkill.of(declaration, KIND.load(declaration, Path.of("")));
  }

  private static SkillDeclaration declaration(
      String name, ObjectNode settings, SkillLimits limits) {
    return new SkillDeclaration(
        name,
        About.of("Does " + name),
        Json.object(),
        Json.object(),
        limits,
        List.of(new CredentialNeed("KEY", false, "")),
        Optional.empty(),
        new Implementation(Implementation.Kind.HTTP, settings));
  }

  private HostedSkill remote(String name, String path) {
    return remote(
        name,
        "{'url':'%s','allow_private':true}".formatted(other.url(path)),
        SkillLimits.DEFAULT.withTimeout(Duration.ofSeconds(5)));
  }

  private static HostedSkill java(String name, SkillCode code) {
    return HostedSkill.of(declaration(name, Json.object(), SkillLimits.DEFAULT), code);
  }

  private static SkillEngine engine(HostedSkill... skills) {
    return SkillEngine.of(SkillSet.of(List.of(skills)));
  }

  private static RunFailure failed(RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Done done -> throw new AssertionError("It gave " + done.output());
      case RunAnswer.Failed failed -> failed.failure();
    };
  }

  private static RunFailure failed(HostedSkill skill) {
    try (var engine = engine(skill)) {
      return failed(engine.run(RunRequest.of(skill.name(), json("{'x':1}"))));
    }
  }

  private static RunRequest with(String skill, Map<String, String> credentials) {
    return new RunRequest(
        skill,
        json("{'x':1}"),
        new RunRequest.Terms(
            credentials,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.of("0123456789abcdef0123456789abcdef"),
            false));
  }

  @Test
  void the_input_is_sent_and_the_answer_is_the_output() {
    other.answer("/run", 200, "{\"twice\":2,\"text\":\"\u00e9\"}");
    try (var engine = engine(remote("twice", "/run"))) {
      assertThat(engine.run(with("twice", Map.of())))
          .isInstanceOfSatisfying(
              RunAnswer.Done.class,
              done -> assertThat(done.output()).isEqualTo(json("{'twice':2,'text':'\u00e9'}")));
    }
    var asked = other.asked().getFirst();
    assertThat(asked.body()).isEqualTo("{\"x\":1}");
    assertThat(asked.header("Content-type")).isEqualTo("application/json");
    assertThat(asked.header("Traceparent"))
        .isEqualTo("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
    assertThat(asked.header("Skillmill-chain")).endsWith("/twice").doesNotContain(",");
  }

  @Test
  void the_place_in_the_trace_is_told_as_it_was_given() {
    other.answer("/run", 200, "1");
    String parent = "00-0123456789abcdef0123456789abcdef-00f067aa0ba902b7-00";
    var terms = RunRequest.Terms.DEFAULT.within("0123456789abcdef0123456789abcdef", parent, false);
    try (var engine = engine(remote("far", "/run"))) {
      engine.run(new RunRequest("far", json("{}"), terms));
    }
    assertThat(other.asked().getFirst().header("Traceparent")).isEqualTo(parent);
  }

  @Test
  void an_envelope_carries_credentials_and_time() {
    other.answer("/run", 200, "1");
    String settings =
        "{'url':'%s','allow_private':true,'form':'envelope'}".formatted(other.url("/run"));
    try (var engine = engine(remote("far", settings, SkillLimits.DEFAULT))) {
      engine.run(with("far", Map.of("KEY", "k", "OTHER", "o")));
    }
    var body = json(other.asked().getFirst().body());
    assertThat(body.path("skill_input")).isEqualTo(json("{'x':1}"));
    assertThat(body.path("credentials")).isEqualTo(json("{'KEY':'k'}"));
    assertThat(body.path("runtime_config").path("timeout_seconds").asDouble()).isBetween(1.0, 30.0);
  }

  @Test
  void secrets_go_into_headers_and_nowhere_else() {
    other.answer("/run", 200, "1");
    String settings =
        """
        {'url':'%s','allow_private':true,
         'headers':{'Authorization':'Bearer ${credentials.KEY}','X-Kind':'test'}}
        """
            .formatted(other.url("/run"));
    var far = remote("far", settings, SkillLimits.DEFAULT);
    try (var engine = engine(far)) {
      engine.run(with("far", Map.of("KEY", "s3cret")));
      engine.run(with("far", Map.of()));
      var broken = failed(engine.run(with("far", Map.of("KEY", "a\r\nX-Evil: 1"))));
      assertThat(broken.kind()).isEqualTo(Kind.REFUSED);
      assertThat(broken.message()).contains("'KEY'").doesNotContain("Evil");
    }
    assertThat(other.asked()).hasSize(2);
    assertThat(other.asked().getFirst().header("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(other.asked().getFirst().header("X-kind")).isEqualTo("test");
    assertThat(other.asked().getLast().header("Authorization")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{'detail':'no such zone'}|REFUSED|no such zone",
        "422|{'detail':[{'msg':'x is missing'},{'msg':'y is no number'}]}|REFUSED|x is missing; y"
            + " is no number",
        "404|<html>|REFUSED|The remote skill answered with status 404",
        "403|{'error':{'message':'not you'}}|REFUSED|not you",
        "413|{}|TOO_LARGE|The remote skill answered with status 413",
        "429|{'error':'slow down'}|BUSY|slow down",
        "503|{}|BUSY|The remote skill answered with status 503",
        "504|{}|TIMEOUT|The remote skill answered with status 504",
        "500|{'detail':'ValueError: no'}|BROKEN|ValueError: no",
        "302|{}|UNAVAILABLE|The remote skill answered with status 302",
        "500|{'failure':{'kind':'cycle','message':'Circular: a -> b -> a'}}|CYCLE|Circular: a -> b"
            + " -> a",
        "500|{'failure':{'kind':'invalid_input','message':'inner'}}|BROKEN|inner",
        "200|no json|BROKEN|The remote skill answered with no JSON",
      })
  void what_the_other_host_says_decides_the_failure(
      int status, String body, Kind kind, String message) {
    other.answer("/run", status, body.replace('\'', '"'));
    var failure = failed(remote("far", "/run"));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message()).isEqualTo(message);
  }

  @Test
  void an_answer_has_its_size_and_its_time() {
    other.answer("/large", 200, "\"" + "x".repeat(10_000) + "\"");
    other.keepWaiting("/slow");
    var limits = SkillLimits.DEFAULT.withBytes(1000, 1000).withTimeout(Duration.ofMillis(500));
    String large = "{'url':'%s','allow_private':true}".formatted(other.url("/large"));
    assertThat(failed(remote("large", large, limits)).type()).isEqualTo("OutputTooLarge");
    String slow = "{'url':'%s','allow_private':true}".formatted(other.url("/slow"));
    assertThat(failed(remote("slow", slow, limits)).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void a_host_that_is_not_there_or_not_public_is_told_apart() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String gone = "{'url':'http://127.0.0.1:%d/','allow_private':true}".formatted(free);
    assertThat(failed(remote("gone", gone, SkillLimits.DEFAULT)).kind())
        .isEqualTo(Kind.UNAVAILABLE);
    String inside = "{'url':'%s'}".formatted(other.url("/run"));
    assertThat(failed(remote("inside", inside, SkillLimits.DEFAULT)).message())
        .contains("is not public");
    assertThat(other.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'url':'ftp://host/x'}",
        "{'url':'http://user@host/x'}",
        "{'url':'http://host/x','form':'other'}",
        "{'url':'http://host/x','headers':{'Host':'other'}}",
        "{'url':'http://host/x','headers':{'A b':'other'}}",
        "{'url':'http://host/x','headers':{'A':'${credentials.NOBODY}'}}",
        "{'url':'http://host/x','headers':{'A':'${credentials.KEY'}}",
        "{'url':'http://host/x','methd':'GET'}",
      })
  void what_cannot_be_asked_is_refused_when_it_is_loaded(String settings) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> remote("any", settings, SkillLimits.DEFAULT));
  }

  // ---- chains over hosts

  @Test
  void a_cycle_over_two_hosts_is_found() {
    try (var there =
            engine(
                java("b", (input, context) -> context.call("c", input)),
                java("c", (input, context) -> Json.object()));
        var here =
            engine(
                java("a", (input, context) -> context.call("far", input)), remote("far", "/b"))) {
      other.run("/b", chain -> there.run(RunRequest.of("b", json("{}")), Budget.UNBOUNDED, chain));
      assertThat(here.run(RunRequest.of("a", json("{}")))).isInstanceOf(RunAnswer.Done.class);
    }
  }

  @Test
  void a_skill_that_comes_back_to_its_own_host_is_a_cycle_and_depth_counts_over_hosts() {
    var holder = new SkillEngine[1];
    try (var here =
        engine(java("a", (input, context) -> context.call("far", input)), remote("far", "/a"))) {
      holder[0] = here;
      other.run(
          "/a", chain -> holder[0].run(RunRequest.of("a", json("{}")), Budget.UNBOUNDED, chain));
      var failure = failed(here.run(RunRequest.of("a", json("{}"))));
      assertThat(failure.kind()).isEqualTo(Kind.CYCLE);
      assertThat(failure.message()).isEqualTo("Circular dependency detected: a -> far -> a");
      assertThat(other.asked()).hasSize(1);

      var chain = List.of("h1/p", "h1/q", "h2/r", "h3/s");
      other.answer("/a", 200, "1");
      var deep = failed(here.run(RunRequest.of("a", json("{}")), Budget.UNBOUNDED, chain));
      assertThat(deep.message())
          .isEqualTo("Max call depth (5) exceeded: p -> q -> r -> s -> a -> far");
      var another = List.of("h1/a", "h1/far");
      assertThat(here.run(RunRequest.of("a", json("{}")), Budget.UNBOUNDED, another))
          .as("skills of other hosts may have the names of ours")
          .isInstanceOf(RunAnswer.Done.class);
    }
  }
}
