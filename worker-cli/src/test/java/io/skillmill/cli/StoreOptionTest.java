package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which store is meant, and the commands about its file. */
final class StoreOptionTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  @BeforeEach
  void enqueueTwoSkills() {
    cli = new CommandLineRunner(directory);
    cli.run("enqueue", cli.skill("a").toString(), cli.skill("b").toString());
  }

  @Test
  void the_store_is_checked_migrated_and_copied() {
    assertThat(cli.run("db", "check", "--json").json().path("sound").asBoolean()).isTrue();
    assertThat(cli.run("db", "check").out()).contains("sound");
    assertThat(cli.run("db", "migrate", "--json").json().path("migrated").asBoolean()).isTrue();
    var copy = directory.resolve("copy.db").toString();
    assertThat(cli.run("db", "backup", copy, "--json").json().path("backup").asString())
        .isEqualTo(copy);
    assertThat(cli.run("status", "--store", copy, "--json").json().path("queued").asInt())
        .isEqualTo(2);
    assertThat(cli.run("--store", copy, "status", "--json").json().path("queued").asInt())
        .isEqualTo(2);
    assertThat(cli.run("status", "--store", "sqlite:" + copy).exitCode()).isZero();
    assertThat(cli.run("db", "backup", copy).exitCode()).isEqualTo(3);
  }

  @Test
  void a_command_that_only_looks_makes_no_store() throws Exception {
    var nowhere = directory.resolve("none/store.db");
    for (var command :
        new String[][] {
          {"status"},
          {"tasks"},
          {"task", "1"},
          {"result", "1"},
          {"export"},
          {"workers"},
          {"retry", "--all"},
          {"cancel", "--all"},
          {"prune", "--older-than", "1d"},
          {"db", "check"},
          {"db", "backup", "copy.db"}
        }) {
      cli.environment("SKILLMILL_STORE", nowhere.toString());
      var ran = cli.run(command);
      assertThat(ran.exitCode()).as(String.join(" ", command)).isEqualTo(3);
      assertThat(ran.err()).contains("There is no store at").contains("skillmill parse");
      assertThat(Files.exists(nowhere.getParent())).isFalse();
    }
  }

  @Test
  void a_file_that_is_no_store_is_refused_with_exit_code_3() {
    var file = cli.file("notes.db", "these are my notes, and no database at all. ".repeat(200));
    var ran = cli.run("status", "--store", file.toString());
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).startsWith("skillmill: ").doesNotContain("\tat ");
  }

  @Test
  void other_kinds_of_store_are_refused_without_showing_the_password() {
    var ran = cli.run("status", "--store", "mysql://me:sec@ret@host/db");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("no such kind of store")
        .doesNotContain("sec@")
        .doesNotContain("ret");
    assertThat(cli.run("status", "--store", "").exitCode()).isEqualTo(2);
  }

  @Test
  void a_server_that_does_not_answer_is_the_store_lost_and_its_password_is_not_shown() {
    var ran = cli.run("status", "--store", "postgresql://me:secret@127.0.0.1:1/db");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err())
        .contains("postgresql://127.0.0.1:1/db cannot be reached")
        .doesNotContain("secret");
    assertThat(cli.run("status", "--store", "postgres://127.0.0.1/db?wrong=1").exitCode())
        .isEqualTo(2);
  }
}
