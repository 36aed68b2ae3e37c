package io.skillmill.cli.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostListTest {

  @TempDir Path directory;

  private static List<String> urls(HostList list) {
    return list.hosts().stream().map(HostAddress::url).toList();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("skills.yaml"), text);
  }

  @Test
  void what_is_typed_counts_before_files_and_the_environment() throws IOException {
    var environment =
        Map.of(
            "SKILLET_CONFIG",
            file("skills:\n  - http://file:1\n").toString(),
            "SKILLET_SKILLS",
            "http://list:1, http://list:2/");
    assertThat(urls(HostList.of(List.of("http://typed:1"), Optional.empty(), environment)))
        .containsExactly("http://typed:1");
    assertThat(urls(HostList.of(List.of(), Optional.empty(), environment)))
        .containsExactly("http://file:1");
    assertThat(
            urls(
                HostList.of(
                    List.of(),
                    Optional.empty(),
                    Map.of("SKILLET_SKILLS", "http://list:1, http://list:2/"))))
        .containsExactly("http://list:1", "http://list:2");
    assertThat(urls(HostList.of(List.of(), Optional.empty(), Map.of())))
        .containsExactly("http://127.0.0.1:8000");
  }

  @Test
  void a_file_lists_addresses_and_may_name_where_a_token_is() throws IOException {
    Path file =
        file(
            """
            # where the skills are
            skills:
              - "http://localhost:8000/skills/time"
              - {url: "https://skills.example.org", token_env: EXAMPLE}
            hosts: ["http://localhost:8000/skills/time"]
            colour: red
            """);

    var list =
        HostList.of(List.of(), Optional.of(file), Map.of("EXAMPLE", "t", "SKILLET_SKILLS", "x"));

    assertThat(urls(list))
        .containsExactly("http://localhost:8000/skills/time", "https://skills.example.org");
    assertThat(list.hosts().get(1).token()).hasValue("t");
    assertThat(list.hosts().get(1).tokenVariable()).isEqualTo("EXAMPLE");
    assertThat(list.warnings())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("colour"));
  }

  @Test
  void each_host_has_a_variable_of_its_own() {
    assertThat(HostAddress.of("http://db-host:8000/skills/x", Map.of()).tokenVariable())
        .isEqualTo("SKILLMILL_TOKEN_DB_HOST_8000");
    assertThat(HostAddress.of("https://skills.example.org", Map.of()).tokenVariable())
        .isEqualTo("SKILLMILL_TOKEN_SKILLS_EXAMPLE_ORG");
    assertThat(HostAddress.of("http://[::1]:80", Map.of()).tokenVariable())
        .isEqualTo("SKILLMILL_TOKEN___1_80");
  }

  @Test
  void addresses_that_cannot_be_are_refused_with_the_remedy() throws IOException {
    for (String bad :
        List.of(
            "localhost:8000", "ftp://a", "http://", "http://a b", "http://a?x=1", "http://a#b")) {
      assertThatThrownBy(() -> HostList.of(List.of(bad), Optional.empty(), Map.of()))
          .as(bad)
          .hasMessageContaining("http://127.0.0.1:8000");
    }
    assertThatThrownBy(() -> HostList.of(List.of("http://me:secret@a"), Optional.empty(), Map.of()))
        .hasMessageContaining("SKILLMILL_TOKEN_")
        .message()
        .doesNotContain("secret");
    for (String bad : List.of("skills: {}", "skills: [", "skills: [{uri: x}]", "- http://a", "")) {
      Path file = file(bad);
      assertThatThrownBy(() -> HostList.of(List.of(), Optional.of(file), Map.of()))
          .as(bad)
          .isInstanceOf(ProblemException.class);
    }
    assertThatThrownBy(
            () -> HostList.of(List.of(), Optional.of(directory.resolve("none.yaml")), Map.of()))
        .hasMessageContaining("cannot be read");
    List<String> many = IntStream.range(0, 201).mapToObj(i -> "http://h" + i).toList();
    assertThatThrownBy(() -> HostList.of(many, Optional.empty(), Map.of()))
        .hasMessageContaining("201");
    assertThat(
            HostList.of(Collections.nCopies(500, "http://a"), Optional.empty(), Map.of()).hosts())
        .hasSize(1);
  }
}
