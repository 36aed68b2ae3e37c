package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which tasks a worker may have: by queue, by pause, by parser. */
abstract class ClaimChoiceContract extends StoreScene {

  ClaimChoiceContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private List<String> claimFrom(Registration worker, List<String> queues, int max) {
    var request = new ClaimRequest(worker, queues, Set.of(PARSER), max);
    return granted(store.claim(request)).claims().stream().map(Claim::path).toList();
  }

  private List<String> claimWith(Registration worker, Set<String> parsers) {
    var request = new ClaimRequest(worker, List.of(), parsers, 10);
    return granted(store.claim(request)).claims().stream().map(Claim::path).toList();
  }

  private static NewTask needing(String parser) {
    return parse("needs " + parser).withParser(new NewTask.ParserRef(parser, "1"));
  }

  // ---- queues

  @Test
  void only_the_queues_asked_for_are_taken_from() {
    store.enqueue(List.of(inQueue("a", "A"), inQueue("b", "B"), inQueue("c", "C")));
    var worker = worker("w");

    assertThat(claimFrom(worker, List.of("B"), 10)).containsExactly("b");
    assertThat(claimFrom(worker, List.of("no such queue"), 10)).isEmpty();
    assertThat(claimFrom(worker, List.of("C", "A"), 10)).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void queues_are_taken_from_in_the_order_asked_for() {
    store.enqueue(
        List.of(
            inQueue("slow 1", "slow"),
            inQueue("fast 1", "fast"),
            inQueue("slow 2", "slow"),
            inQueue("fast 2", "fast")));
    var worker = worker("w");

    assertThat(claimFrom(worker, List.of("fast", "slow"), 3))
        .containsExactlyInAnyOrder("fast 1", "fast 2", "slow 1");
    assertThat(claimFrom(worker, List.of("fast", "slow"), 3)).containsExactly("slow 2");
  }

  @Test
  void the_order_of_queues_counts_more_than_priority() {
    var urgent = NewTask.Terms.DEFAULT.withPriority(100);
    store.enqueue(List.of(parse("urgent").on(urgent.withQueue("last")), inQueue("calm", "first")));

    assertThat(claimFrom(worker("w"), List.of("first", "last"), 1)).containsExactly("calm");
  }

  @Test
  void no_queues_named_means_all_of_them() {
    store.enqueue(List.of(inQueue("a", "A"), inQueue("b", "B"), parse("c")));

    assertThat(claimFrom(worker("w"), List.of(), 10)).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void a_flooded_queue_does_not_starve_the_others() {
    store.enqueue(
        IntStream.range(0, 500).mapToObj(number -> inQueue("flood " + number, "A")).toList());
    store.enqueue(List.of(inQueue("lonely", "B")));
    var worker = worker("w");

    var taken = new ArrayList<String>();
    for (int round = 0; round < 20; round++) {
      taken.addAll(claimFrom(worker, List.of(), 5));
      clock.advance(Duration.ofMillis(7));
    }

    assertThat(taken).contains("lonely");
  }

  // ---- pause

  @Test
  void a_paused_queue_grants_nothing_until_it_is_resumed() {
    store.enqueue(List.of(inQueue("a", "A"), inQueue("b", "B")));
    var worker = worker("w");
    store.pause("A");

    assertThat(claimFrom(worker, List.of(), 10)).containsExactly("b");
    assertThat(claimFrom(worker, List.of("A"), 10)).isEmpty();

    store.resume("A");
    assertThat(claimFrom(worker, List.of("A"), 10)).containsExactly("a");
  }

  @Test
  void a_queue_can_be_paused_before_it_exists() {
    store.pause("soon");
    enqueue(inQueue("a", "soon"));
    var worker = worker("w");

    assertThat(claim(worker, 1)).isEmpty();
    assertThat(store.queues())
        .anySatisfy(queue -> {
          assertThat(queue.name()).isEqualTo("soon");
          assertThat(queue.paused()).isTrue();
        });
    store.resume("soon");
    assertThat(claim(worker, 1)).hasSize(1);
  }

  @Test
  void tasks_of_a_paused_queue_that_run_already_go_on() {
    long id = enqueue(inQueue("a", "A"));
    var claim = claimOne(worker("w"));

    store.pause("A");

    assertThat(store.progress(claim.lease(), "{\"done\":1}")).isTrue();
    finishWell(claim);
    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void pausing_and_resuming_twice_is_the_same_as_once() {
    enqueue(inQueue("a", "A"));
    store.pause("A");
    store.pause("A");
    store.resume("A");
    assertThat(claim(worker("w"), 1)).hasSize(1);
    store.resume("A");
    store.resume("never paused");
  }

  @Test
  @Tag("I8")
  void a_pause_holds_for_other_stores_and_after_reopening() {
    enqueue(inQueue("a", "A"));
    var worker = worker("w");
    var other = another();
    store.pause("A");

    assertThat(granted(other.claim(request(worker, 1))).claims()).isEmpty();
    reopen();
    assertThat(claim(worker, 1)).isEmpty();
  }

  // ---- parsers

  @Test
  void a_task_whose_parser_the_worker_lacks_is_left_to_others() {
    enqueue(needing("openapi"));

    assertThat(claimWith(worker("plain"), Set.of(PARSER))).isEmpty();
    assertThat(claimWith(worker("able"), Set.of(PARSER, "openapi")))
        .containsExactly("needs openapi");
  }

  @Test
  void tasks_for_other_parsers_do_not_hide_those_behind_them() {
    store.enqueue(IntStream.range(0, 300).mapToObj(_ -> needing("openapi")).toList());
    enqueue(needing(PARSER));

    assertThat(claimWith(worker("w"), Set.of(PARSER))).containsExactly("needs " + PARSER);
  }

  @Test
  void a_task_that_names_no_parser_is_for_every_worker() {
    enqueue("a");

    assertThat(claimWith(worker("bare"), Set.of())).containsExactly("a");
  }

  @Test
  void a_worker_without_parsers_leaves_tasks_that_need_one() {
    enqueue(needing(PARSER));

    assertThat(claimWith(worker("bare"), Set.of())).isEmpty();
    assertThat(store.counts().queued()).isEqualTo(1);
  }

  @Test
  void a_parser_is_known_by_its_whole_name() {
    store.enqueue(List.of(needing("agent"), needing("skill"), needing("Agent-Skill")));

    assertThat(claimWith(worker("w"), Set.of(PARSER, "a,b", "x'y"))).isEmpty();
  }
}
