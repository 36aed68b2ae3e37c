package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens on the command line. */
@Timeout(120)
class TokenTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
  }

  @Test
  void a_token_is_shown_once_and_listed_without_what_opens_anything() {
    var made = cli.run("token", "create", "ci", "--skills", "time,fetch", "--expires", "90d");
    var boss = cli.run("token", "create", "boss", "--routes", "run,store,admin", "--json");

    assertThat(made.exitCode()).isZero();
    assertThat(made.out().strip()).startsWith("skm_").doesNotContain(" ");
    assertThat(made.err()).contains("this once");
    assertThat(boss.json().path("token").asString()).startsWith("skm_");
    assertThat(boss.json().path("routes")).hasSize(3);
    var listed = cli.run("token", "list");
    assertThat(listed.out()).contains("ci\tgood\trun\ttime,fetch\tin 90d\tnever");
    var json = cli.run("token", "list", "--json").json().path("tokens");
    assertThat(json).hasSize(2);
    assertThat(json.path(0).path("skills")).hasSize(2);
    assertThat(json.path(1).path("expires_at").isNull()).isTrue();
    assertThat(listed.out() + json).doesNotContain("skm_");
  }

  @Test
  void a_revoked_token_is_listed_where_it_is_asked_for() {
    cli.run("token", "create", "ci");

    assertThat(cli.run("token", "revoke", "ci").exitCode()).isZero();

    assertThat(cli.run("token", "list").out()).contains("no tokens");
    assertThat(cli.run("token", "list", "--all").out()).contains("revoked");
    assertThat(cli.run("token", "revoke", "ci").exitCode()).isNotZero();
  }

  @Test
  void what_makes_no_sense_is_refused_with_the_remedy() {
    assertThat(cli.run("token", "list").exitCode()).isEqualTo(3);
    for (var wrong :
        List.of(
            List.of("a b"),
            List.of("ci", "--routes", "everything"),
            List.of("ci", "--expires", "0s"),
            List.of("ci", "--expires", "99999d"),
            List.of("ci", "--skills", "a b"))) {
      var args = new java.util.ArrayList<>(List.of("token", "create"));
      args.addAll(wrong);
      var ran = cli.run(args.toArray(String[]::new));
      assertThat(ran.exitCode()).as(args.toString()).isEqualTo(2);
      assertThat(ran.err()).startsWith("skillmill: ");
    }
    cli.run("token", "create", "ci");
    assertThat(cli.run("token", "create", "ci").err()).contains("already");
  }
}
