package io.skillmill.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the last word on where to serve. */
class ServePlaceTest {

  private static final ServePlace.Typed NOTHING =
      new ServePlace.Typed(Optional.empty(), OptionalInt.empty(), false);

  @TempDir Path folder;

  private RuntimeConfig config(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), yaml + "\nskills: []\n");
    return ((RuntimeConfig.Reading.Sound) RuntimeConfig.read(file)).config();
  }

  @Test
  void the_command_line_goes_before_the_environment_and_that_before_the_file() throws IOException {
    var config = config("server: {host: localhost, port: 7000, reload: true}");
    var environment = Map.of("PORT", "9000", "HOST", "127.0.0.2");
    var typed = new ServePlace.Typed(Optional.of("127.0.0.3"), OptionalInt.of(0), false);

    assertThat(ServePlace.of(NOTHING, Map.of(), RuntimeConfig.EMPTY).port()).isEqualTo(8000);
    assertThat(ServePlace.of(NOTHING, Map.of(), config))
        .isEqualTo(new ServePlace("localhost", 7000, true, java.util.Set.of()));
    assertThat(ServePlace.of(NOTHING, environment, config).host()).isEqualTo("127.0.0.2");
    assertThat(ServePlace.of(NOTHING, environment, config).port()).isEqualTo(9000);
    assertThat(ServePlace.of(typed, environment, config).host()).isEqualTo("127.0.0.3");
    assertThat(ServePlace.of(typed, environment, config).port()).isZero();
  }

  @Test
  void web_pages_are_named_each_or_none_may_ask() throws IOException {
    var named = config("settings: {cors_enabled: true, cors_origins: ['https://a.example']}");
    assertThat(ServePlace.of(NOTHING, Map.of(), named).origins())
        .containsExactly("https://a.example");
    var off = config("settings: {cors_enabled: false, cors_origins: ['https://a.example']}");
    assertThat(ServePlace.of(NOTHING, Map.of(), off).origins()).isEmpty();
    var page = Map.of("ALLOWED_ORIGINS", "http://localhost:3000, https://b.example");
    assertThat(ServePlace.of(NOTHING, page, RuntimeConfig.EMPTY).origins()).hasSize(2);

    for (String origin :
        List.of("*", "null", "a.example", "https://a.example/", "ftp://a", "https://u@a.example")) {
      assertThatThrownBy(
              () -> ServePlace.of(NOTHING, Map.of("ALLOWED_ORIGINS", origin), RuntimeConfig.EMPTY))
          .as(origin)
          .isInstanceOf(ProblemException.class);
    }
    var unnamed = config("settings: {cors_enabled: true}");
    assertThatThrownBy(() -> ServePlace.of(NOTHING, Map.of(), unnamed))
        .hasMessageContaining("cors_origins");
  }

  @Test
  void a_port_that_there_is_not_is_refused() {
    for (String port : List.of("x", "-1", "65536", "99999999999")) {
      assertThatThrownBy(() -> ServePlace.of(NOTHING, Map.of("PORT", port), RuntimeConfig.EMPTY))
          .as(port)
          .isInstanceOf(ProblemException.class);
    }
  }
}
