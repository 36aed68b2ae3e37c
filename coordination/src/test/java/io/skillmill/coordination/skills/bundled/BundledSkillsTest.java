package io.skillmill.coordination.skills.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Time and calculator, as a host calls them. */
@Timeout(60)
class BundledSkillsTest {

  private static final Instant SUMMER = Instant.parse("2026-07-01T12:34:56.789Z");
  private static final Instant WINTER = Instant.parse("2026-01-31T23:30:00Z");

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"'));
  }

  private static RunAnswer run(Instant now, String skill, String input) {
    var hosted = BundledSkills.alone().at(InstantSource.fixed(now)).make(skill).orElseThrow();
    try (var engine = SkillEngine.of(SkillSet.of(List.of(hosted)))) {
      return engine.run(RunRequest.of(hosted.name(), json(input)));
    }
  }

  private static JsonNode done(Instant now, String skill, String input) {
    return switch (run(now, skill, input)) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  private static RunFailure failed(String skill, String input) {
    return switch (run(SUMMER, skill, input)) {
      case RunAnswer.Done done -> throw new AssertionError("It gave " + done.output());
      case RunAnswer.Failed failed -> failed.failure();
    };
  }

  @Test
  void the_time_is_utc_where_no_zone_is_given() {
    var expected =
        json(
            """
            {'iso_8601': '2026-07-01T12:34:56.789000+00:00', 'time': '12:34:56',
             'date': '2026-07-01', 'timezone': 'UTC', 'day_of_week': 'Wednesday',
             'is_dst': false}
            """);

    assertThat(done(SUMMER, "time", "{}")).isEqualTo(expected);
    assertThat(done(SUMMER, "time", "{'timezone': ''}")).isEqualTo(expected);
    assertThat(done(SUMMER, "time", "{'timezone': null}")).isEqualTo(expected);
    assertThat(OffsetDateTime.parse(expected.path("iso_8601").asString()).toInstant())
        .isEqualTo(SUMMER);
  }

  @Test
  void summer_time_is_known() {
    var summer = done(SUMMER, "time", "{'timezone': 'America/New_York'}");
    var winter = done(WINTER, "time", "{'timezone': 'America/New_York'}");

    assertThat(summer.path("iso_8601").asString()).isEqualTo("2026-07-01T08:34:56.789000-04:00");
    assertThat(summer.path("is_dst").asBoolean()).isTrue();
    assertThat(winter.path("iso_8601").asString()).endsWith("-05:00");
    assertThat(winter.path("is_dst").asBoolean()).isFalse();
  }

  @Test
  void zones_that_are_none_are_refused() {
    for (var zone :
        List.of(
            "Mars/Olympus_Mons",
            "../../etc/passwd",
            "/etc/localtime",
            "+02:00",
            "UTC+2",
            "z",
            " ",
            "Europe/Berlin/..",
            "Europe\u0000/Berlin")) {
      var input = Json.object().put("timezone", zone);
      var failure = failed("time", Json.write(input));

      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure.message()).startsWith("Invalid timezone: '" + zone + "'");
    }
  }

  @Test
  void a_time_is_converted() {
    var warsaw =
        done(
            WINTER,
            "convert_time",
            "{'source_timezone': 'Asia/Tokyo', 'time': '14:30', 'target_timezone':"
                + " 'Europe/Warsaw'}");

    assertThat(warsaw)
        .isEqualTo(
            json(
                """
                {'source': {'timezone': 'Asia/Tokyo', 'datetime': '2026-02-01T14:30:00+09:00',
                            'day_of_week': 'Sunday', 'is_dst': false},
                 'target': {'timezone': 'Europe/Warsaw', 'datetime': '2026-02-01T06:30:00+01:00',
                            'day_of_week': 'Sunday', 'is_dst': false},
                 'time_difference': '-8.0h'}
                """));
  }

  @Test
  void differences_are_told_in_hours() {
    assertThat(difference("UTC", "Asia/Tokyo")).isEqualTo("+9.0h");
    assertThat(difference("UTC", "Asia/Kathmandu")).isEqualTo("+5.75h");
    assertThat(difference("UTC", "America/St_Johns")).isEqualTo("-3.5h");
    assertThat(difference("UTC", "UTC")).isEqualTo("+0.0h");
  }

  private static String difference(String source, String target) {
    var input =
        Json.object()
            .put("source_timezone", source)
            .put("time", "9:05")
            .put("target_timezone", target);
    return done(WINTER, "convert_time", Json.write(input)).path("time_difference").asString();
  }

  @Test
  void times_that_are_none_are_refused() {
    for (var time : List.of("25:00", "12:60", "noon", "", "12", "12:3", "-1:00")) {
      var failure =
          failed(
              "convert_time",
              "{'source_timezone': 'UTC', 'time': '%s', 'target_timezone': 'UTC'}".formatted(time));

      assertThat(failure.message())
          .isEqualTo("Invalid time format: '%s'. Expected HH:MM [24-hour format]".formatted(time));
    }
  }

  @Test
  void the_calculator_keeps_whole_numbers_whole() {
    assertThat(result("add", "2", "3")).isEqualTo("5");
    assertThat(result("subtract", "2.5", "1")).isEqualTo("1.5");
    assertThat(result("multiply", "3037000500", "3037000500")).isEqualTo("9.22337203700025E18");
    assertThat(result("divide", "10", "2")).isEqualTo("5");
    assertThat(result("divide", "1", "4")).isEqualTo("0.25");
    assertThat(result("power", "2", "62")).isEqualTo("4611686018427387904");
    assertThat(result("power", "2", "-1")).isEqualTo("0.5");
  }

  private static String result(String operation, String a, String b) {
    var output =
        done(
            SUMMER,
            "calculator",
            "{'operation': '%s', 'a': %s, 'b': %s}".formatted(operation, a, b));
    return output.path("result").toString();
  }

  @Test
  void the_calculator_refuses_what_has_no_result() {
    assertThat(failed("calculator", "{'operation': 'divide', 'a': 1, 'b': 0}").message())
        .startsWith("Division by zero");
    assertThat(failed("calculator", "{'operation': 'power', 'a': -8, 'b': 0.5}").kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(failed("calculator", "{'operation': 'power', 'a': 10, 'b': 1000}").kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(failed("calculator", "{'operation': 'root', 'a': 1, 'b': 0}").message())
        .startsWith("Unknown operation: 'root'");
    assertThat(failed("calculator", "{'operation': 'add', 'a': 1}").kind())
        .isEqualTo(Kind.INVALID_INPUT);
  }

  @Test
  void what_is_told_of_each_is_complete() {
    for (var make : BundledSkills.alone().skills().values()) {
      var about = make.apply(Json.object()).declaration().about();

      assertThat(about.description()).isNotBlank();
      assertThat(about.category()).isIn("utility", "web_scraping", "memory_management");
      assertThat(about.useCases()).isNotEmpty();
      assertThat(about.exampleQueries()).isNotEmpty();
      assertThat(about.tags()).isNotEmpty();
      assertThat(about.position()).isNotBlank();
    }
  }
}
