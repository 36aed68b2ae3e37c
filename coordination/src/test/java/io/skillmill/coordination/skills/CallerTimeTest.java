package io.skillmill.coordination.skills;

import static io.skillmill.coordination.skills.Hosted.engine;
import static io.skillmill.coordination.skills.Hosted.failed;
import static io.skillmill.coordination.skills.Hosted.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time that the caller from outside gives. */
@Timeout(60)
class CallerTimeTest {

  @Test
  void the_callers_time_holds_for_a_skill_that_would_have_more() {
    var sleeping =
        skill(
            "sleeping",
            (_, _) -> {
              new CountDownLatch(1).await();
              return Json.object();
            });
    var terms =
        new RunRequest.Terms(
            Map.of(),
            Optional.of(Duration.ofMillis(50)),
            OptionalInt.empty(),
            Optional.empty(),
            false);
    try (var engine = engine(sleeping)) {
      var answer = engine.run(new RunRequest("sleeping", Json.object(), terms));

      assertThat(failed(answer).kind()).isEqualTo(Kind.TIMEOUT);
    }
  }
}
