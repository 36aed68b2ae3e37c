package io.skillmill.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths of time, as people write and read them. */
final class PeriodsTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "10s,PT10S", "5m,PT5M", "2h,PT2H", "30d,PT720H", "0s,PT0S"})
  void a_number_with_a_unit_is_a_length_of_time(String text, Duration expected) {
    assertThat(Periods.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "5 s", "-5s", "5S", "1.5h", "5w", "9999999999999s", "\u0665s"})
  void anything_else_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> Periods.parse(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("30d");
  }

  @ParameterizedTest
  @CsvSource({"PT0.32S,320ms", "PT4.2S,4.2s", "PT190S,3m10s", "PT2H5M,2h05m", "PT51H,2d03h"})
  void a_length_of_time_is_shown_in_its_largest_units(Duration length, String expected) {
    assertThat(Periods.show(length)).isEqualTo(expected);
  }

  @Test
  void moments_are_told_from_now() {
    var now = Instant.parse("2026-01-02T03:04:05Z");
    assertThat(Periods.relative(now, now)).isEqualTo("now");
    assertThat(Periods.relative(now.minusSeconds(59), now)).isEqualTo("59s ago");
    assertThat(Periods.relative(now.minusSeconds(7_200), now)).isEqualTo("2h ago");
    assertThat(Periods.relative(now.plusSeconds(300), now)).isEqualTo("in 5m");
    assertThat(Periods.relative(now.minusSeconds(172_800), now)).isEqualTo("2d ago");
    assertThat(Periods.relative(now.plusSeconds(90 * 86_400 - 5), now)).isEqualTo("in 90d");
    assertThat(Periods.relative(now.plusSeconds(86_400 - 5), now)).isEqualTo("in 1d");
    assertThat(Periods.relative(now.plusSeconds(59), now)).isEqualTo("in 59s");
  }
}
