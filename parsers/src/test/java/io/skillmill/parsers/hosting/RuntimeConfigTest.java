package io.skillmill.parsers.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.run.Implementation.Kind;
import io.skillmill.schema.skill.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a host's file says. */
@Timeout(60)
class RuntimeConfigTest {

  @TempDir Path folder;

  private RuntimeConfig.Reading read(String yaml) throws IOException {
    return RuntimeConfig.read(Files.writeString(folder.resolve("runtime-config.yaml"), yaml));
  }

  private static RuntimeConfig sound(RuntimeConfig.Reading reading) {
    assertThat(reading)
        .as("%s", reading.findings())
        .isInstanceOf(RuntimeConfig.Reading.Sound.class);
    return ((RuntimeConfig.Reading.Sound) reading).config();
  }

  @Test
  void every_field_is_read() throws IOException {
    var config =
        sound(
            read(
                """
                server: {host: 0.0.0.0, port: 8080, reload: true, behind_proxy: true}
                settings: {cors_enabled: false, auto_reload_config: true, log_level: DEBUG,
                  deferred_runs: true, registry: {kinds: [python, http], allow_private: true},
                  events: {payloads: true}}
                composition: {max_depth: 10}
                discover: ./more
                skills:
                  - name: time_skill
                    path: ./examples/anthropic_time
                    mount: time
                    enabled: true
                  - {name: fetch, path: ~/fetch, description: Fetches, limits: {timeout: 5s},
                     settings: {robots: true}}
                  - {path: /srv/memory, mount: /memory, enabled: false}
                """));
    assertThat(config.server().host()).hasValue("0.0.0.0");
    assertThat(config.server().port()).hasValue(8080);
    assertThat(config.server().reload()).hasValue(true);
    assertThat(config.server().behindProxy()).isTrue();
    assertThat(config.settings().deferredRuns()).isTrue();
    assertThat(config.settings().logLevel()).hasValue("DEBUG");
    assertThat(config.settings().corsEnabled()).hasValue(false);
    assertThat(config.settings().registry())
        .isEqualTo(new RuntimeConfig.Registry(Optional.of(Set.of(Kind.PYTHON, Kind.HTTP)), true));
    assertThat(config.settings().events().payloads()).isTrue();
    assertThat(config.depthMax()).hasValue(10);
    assertThat(config.discover()).containsExactly("./more");
    assertThat(config.skills())
        .extracting(entry -> entry.name() + " " + entry.mount() + " " + entry.enabled())
        .containsExactly("time_skill time true", "fetch fetch true", "memory memory false");
    assertThat(config.skills().get(1).changes().limits().timeout()).hasValue(Duration.ofSeconds(5));
    assertThat(config.skills().get(1).changes().description()).hasValue("Fetches");
    assertThat(config.skills().get(1).changes().settings().path("robots").asBoolean()).isTrue();
  }

  @Test
  void paths_are_seen_from_the_file_wherever_the_program_runs() throws IOException {
    var user = folder.resolve("home");
    var at = folder.toAbsolutePath();
    assertThat(RuntimeConfig.resolve("./a/../b", at, user)).isEqualTo(at.resolve("b"));
    assertThat(RuntimeConfig.resolve("../b", at, user)).isEqualTo(at.resolveSibling("b"));
    assertThat(RuntimeConfig.resolve("~/b", at, user)).isEqualTo(user.resolve("b"));
    assertThat(RuntimeConfig.resolve("~", at, user)).isEqualTo(user);
    assertThat(RuntimeConfig.resolve(at.toString(), Path.of("x"), user)).isEqualTo(at);
  }

  @Test
  void two_of_one_mount_or_name_are_refused_with_both_named() throws IOException {
    var mounts =
        read(
            """
            skills:
              - {name: one, path: a, mount: time}
              - {name: two, path: b, mount: time}
            """);
    assertThat(mounts).isInstanceOf(RuntimeConfig.Reading.Unsound.class);
    assertThat(((RuntimeConfig.Reading.Unsound) mounts).why())
        .contains("runtime-config.yaml:3:", "\"one\" (line 2)", "\"two\" (line 3)", "\"time\"");
    var names = read("skills: [{name: one, path: a}, {name: one, path: b, mount: c}]");
    assertThat(names).isInstanceOf(RuntimeConfig.Reading.Unsound.class);
    var off = read("skills: [{name: one, path: a}, {name: one, path: b, enabled: false}]");
    assertThat(off).isInstanceOf(RuntimeConfig.Reading.Sound.class);
  }

  @Test
  void what_is_wrong_is_told() throws IOException {
    for (String wrong :
        List.of(
            "skills: [",
            "skills: {a: b}",
            "skills: [a]",
            "skills: [{name: a}]",
            "skills: [{path: a}]",
            "skills: [{name: a/b, path: a}]",
            "skills: [{name: a, mount: a/b, path: a}]",
            "skills: [{name: a, path: a, enabled: maybe}]",
            "server: {port: 70000}",
            "composition: {max_depth: 0}",
            "")) {
      assertThat(read(wrong)).as(wrong).isInstanceOf(RuntimeConfig.Reading.Unsound.class);
    }
    var odd = read("skils: []");
    assertThat(sound(odd).skills()).isEmpty();
    assertThat(odd.findings().stream().map(Diagnostic::message))
        .anyMatch(message -> message.contains("did you mean skills?"));
    assertThat(RuntimeConfig.read(folder.resolve("gone.yaml")))
        .isInstanceOf(RuntimeConfig.Reading.Unsound.class);
  }
}
