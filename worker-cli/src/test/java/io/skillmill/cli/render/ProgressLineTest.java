package io.skillmill.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The progress line: what it says, and that only people see it. */
final class ProgressLineTest {

  @Test
  void it_tells_how_far_how_fast_and_how_long_still() {
    assertThat(ProgressLine.text(50, 200, false, 10))
        .isEqualTo("[######..................] 50/200  10/s  ETA 15s");
    assertThat(ProgressLine.text(0, 200, true, 0))
        .isEqualTo("[........................] 0/200+  0/s  ");
    assertThat(ProgressLine.text(9, 9, false, 3)).contains("########################] 9/9");
  }

  @Test
  void a_program_that_reads_the_errors_sees_no_line() {
    assertThat(shown(false)).isEmpty();
  }

  @Test
  void a_person_sees_it_and_it_goes_away() {
    assertThat(shown(true)).contains("1/2").endsWith("\r\u001b[K");
  }

  private static String shown(boolean errIsTerminal) {
    var err = new ByteArrayOutputStream();
    var surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            err,
            Map.of(),
            false,
            errIsTerminal);
    try (var line = new ProgressLine(new Terminal(surroundings))) {
      line.show(1, 2, false);
    }
    return err.toString(StandardCharsets.UTF_8);
  }
}
