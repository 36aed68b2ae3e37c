package io.skillmill.coordination.skills;

import static io.skillmill.coordination.skills.Hosted.declaration;
import static io.skillmill.coordination.skills.Hosted.done;
import static io.skillmill.coordination.skills.Hosted.engine;
import static io.skillmill.coordination.skills.Hosted.failed;
import static io.skillmill.coordination.skills.Hosted.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.Rate;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls a run may make, and a skill may take. */
@Timeout(60)
class SpendingTest {

  @Test
  void a_call_may_bound_how_many_calls_its_run_makes() {
    var twice =
        skill(
            "twice",
            (input, context) -> {
              context.call("leaf", input);
              return context.call("leaf", input);
            });
    try (var engine = engine(twice, skill("leaf", (_, _) -> Json.object()))) {
      var three = RunRequest.Terms.DEFAULT.withCalls(OptionalInt.of(3));
      var two = RunRequest.Terms.DEFAULT.withCalls(OptionalInt.of(2));
      done(engine.run(new RunRequest("twice", Json.object(), three)));
      done(engine.run(new RunRequest("twice", Json.object(), three)));
      var failure = failed(engine.run(new RunRequest("twice", Json.object(), two)));

      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure.message()).isEqualTo("The run has made all the 2 calls that it may");
      assertThat(failure.chain()).containsExactly("twice", "leaf");
      assertThat(
              failed(engine.run(new RunRequest("twice", Json.object(), three), Budget.ofCalls(1))))
          .satisfies(both -> assertThat(both.message()).contains("all the 1 calls"));
    }
  }

  @Test
  void who_comes_too_often_hears_when_there_is_a_place_again() {
    var nanos = new AtomicLong();
    var bucket = new Turns.Bucket(new Rate(2, Duration.ofHours(1)), nanos::get);

    assertThat(bucket.take()).isZero();
    assertThat(bucket.take()).isZero();
    long wait = bucket.take();
    assertThat(Duration.ofNanos(wait)).isEqualTo(Duration.ofMinutes(30));
    nanos.addAndGet(wait - 1_000_000);
    assertThat(Duration.ofNanos(bucket.take()))
        .isBetween(Duration.ofNanos(1), Duration.ofMillis(2));
    nanos.addAndGet(1_000_001);
    assertThat(bucket.take()).isZero();
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(bucket.take() + bucket.take()).as("no more than two at once").isZero();
    assertThat(bucket.take()).isPositive();

    var rare =
        HostedSkill.of(
            declaration("rare")
                .within(
                    SkillLimits.DEFAULT.withRate(Optional.of(new Rate(1, Duration.ofHours(1))))),
            (_, _) -> Json.object());
    try (var engine = engine(rare)) {
      done(engine.run(RunRequest.of("rare", Json.object())));
      var failure = failed(engine.run(RunRequest.of("rare", Json.object())));
      assertThat(failure.kind()).isEqualTo(Kind.BUSY);
      assertThat(failure.message()).isEqualTo("The skill has had all the calls that it takes: 1/h");
      assertThat(failure.details().orElseThrow().path(RunFailure.RETRY_AFTER).asLong())
          .isBetween(3_590_000L, 3_600_000L);
    }
  }
}
