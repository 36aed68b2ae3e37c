package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that give orders about tasks and queues. */
class OrdersTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  /** The address of a store that nobody has used yet. */
  String store(Path empty) {
    return empty.resolve("store.db").toString();
  }

  @BeforeEach
  void enqueueTwoSkills() {
    cli = new CommandLineRunner(directory);
    cli.environment("SKILLMILL_STORE", store(directory));
    cli.run("enqueue", cli.skill("a").toString(), "--queue", "x");
    cli.run("enqueue", cli.skill("b").toString(), "--queue", "y");
  }

  @Test
  void tasks_are_cancelled_by_id_by_queue_or_all_at_once() {
    assertThat(cli.run("cancel", "1", "--json").json().path("cancelled").asInt()).isEqualTo(1);
    assertThat(cli.run("cancel", "1", "--json").json().path("cancelled").asInt()).isZero();
    assertThat(cli.run("cancel", "--queue", "y").out()).startsWith("1 live");
    assertThat(cli.run("cancel", "--all").exitCode()).isZero();
    assertThat(cli.run("status", "--json").json().path("cancelled").asInt()).isEqualTo(2);
    assertThat(cli.run("result", "1").err()).contains("cancelled");
  }

  @Test
  void cancelled_tasks_go_back_when_retried() {
    cli.run("cancel", "--all");
    assertThat(cli.run("retry", "--queue", "x", "--json").json().path("retried").asInt())
        .isEqualTo(1);
    assertThat(cli.run("retry", "1", "2", "--json").json().path("retried").asInt()).isEqualTo(1);
    assertThat(cli.run("status", "--json").json().path("queued").asInt()).isEqualTo(2);
  }

  @Test
  void a_paused_queue_waits_until_it_is_resumed() {
    assertThat(cli.run("pause", "x", "y").out()).isEqualTo("paused x\npaused y\n");
    var left = cli.run("work", "--drain", "--json").json();
    assertThat(left.path("left_behind").asInt()).isEqualTo(2);
    assertThat(cli.run("resume", "x", "--json").json().at("/resumed/0").asString()).isEqualTo("x");
    cli.run("work", "--drain");
    var status = cli.run("status", "--json").json();
    assertThat(status.path("completed").asInt()).isEqualTo(1);
    assertThat(status.path("queued").asInt()).isEqualTo(1);
  }

  @Test
  void pruning_takes_old_tasks_of_the_chosen_states_only() {
    cli.run("cancel", "1");
    cli.run("work", "--drain");
    assertThat(cli.run("prune", "--older-than", "1h", "--json").json().path("tasks").asInt())
        .isZero();
    var pruned = cli.run("prune", "--older-than", "0s", "--states", "cancelled", "--json").json();
    assertThat(pruned.path("tasks").asInt()).isEqualTo(1);
    assertThat(pruned.path("contents").asInt()).isEqualTo(1);
    assertThat(cli.run("prune", "--older-than", "0s").out()).startsWith("removed 1 tasks");
  }

  @Test
  void orders_that_cannot_be_meant_are_wrong_usage() {
    for (var args :
        new String[][] {
          {"cancel"},
          {"cancel", "1", "--all"},
          {"retry", "--queue", "x", "--all"},
          {"retry", "one"},
          {"pause"},
          {"pause", " "},
          {"resume"},
          {"prune"},
          {"prune", "--older-than", "yesterday"},
          {"prune", "--older-than", "1d", "--states", "queued"},
          {"db"},
          {"db", "mend"},
          {"db", "backup"}
        }) {
      var ran = cli.run(args);
      assertThat(ran.exitCode()).as(String.join(" ", args)).isEqualTo(2);
      assertThat(ran.err()).startsWith("skillmill: ").doesNotContain("\tat ");
    }
    assertThat(cli.run("cancel", "999").exitCode()).isEqualTo(1);
    assertThat(cli.run("retry", "999").exitCode()).isEqualTo(1);
  }
}
