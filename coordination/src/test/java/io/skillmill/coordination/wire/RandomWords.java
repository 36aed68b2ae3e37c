package io.skillmill.coordination.wire;

import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Pruned;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.Turnover;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes any of the queue's words up. */
final class RandomWords {

  private static final List<String> PIECES =
      List.of(
          "a",
          "SKILL.md",
          "\u6280\u80fd",
          "\uD835\uDD38",
          "\"",
          "\\",
          "\n",
          "\u0000",
          "&=?#%+/ ",
          "{}",
          "");

  private final Random random;

  RandomWords(Random random) {
    this.random = random;
  }

  String text() {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }

  long number() {
    return random.nextBoolean() ? random.nextInt(10) : random.nextLong();
  }

  int count() {
    return random.nextBoolean() ? random.nextInt(10) : random.nextInt();
  }

  Instant instant() {
    return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
  }

  Duration length() {
    return Duration.ofMillis(random.nextLong(1, 1_000_000_000));
  }

  <T> Optional<T> maybe(Supplier<T> one) {
    return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
  }

  <T> List<T> some(Supplier<T> one) {
    var list = new ArrayList<T>();
    int size = random.nextInt(4);
    while (list.size() < size) {
      list.add(one.get());
    }
    return list;
  }

  <E> E any(E[] values) {
    return values[random.nextInt(values.length)];
  }

  // ---- tasks

  Lease lease() {
    var hex = HexFormat.of();
    return new Lease(
        number(), hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()));
  }

  NewTask.ParserRef parser() {
    return new NewTask.ParserRef(text(), text());
  }

  Task task() {
    return new Task(
        number(),
        any(TaskType.values()),
        text(),
        any(TaskState.values()),
        text(),
        count(),
        instant(),
        instant(),
        maybe(this::instant),
        maybe(this::instant),
        maybe(this::text),
        count(),
        count(),
        count(),
        length(),
        maybe(this::parser),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text));
  }

  Attempt attempt() {
    return new Attempt(
        count(),
        text(),
        text(),
        instant(),
        maybe(this::instant),
        maybe(this::instant),
        maybe(this::length),
        maybe(() -> any(Attempt.Ending.values())),
        maybe(this::text),
        maybe(this::instant),
        maybe(this::text));
  }

  Result result() {
    return new Result(number(), text(), maybe(this::text), maybe(this::text), text(), instant());
  }

  private NewTask.Terms terms() {
    return new NewTask.Terms(
        "q" + text().strip(), count(), length(), 1 + random.nextInt(100), length());
  }

  Enqueue.Item item() {
    var task =
        new NewTask(
            any(TaskType.values()),
            text(),
            Optional.empty(),
            maybe(this::parser),
            terms(),
            maybe(this::text),
            random.nextBoolean());
    return new Enqueue.Item(task, maybe(this::text));
  }

  Enqueued enqueued() {
    return switch (random.nextInt(3)) {
      case 0 -> new Enqueued.Queued(number());
      case 1 -> new Enqueued.AlreadyLive(number());
      default -> new Enqueued.Cached(number(), any(TaskState.values()));
    };
  }

  // ---- work

  private Claim claim() {
    return new Claim(
        lease(),
        any(TaskType.values()),
        text(),
        maybe(this::text),
        maybe(this::parser),
        count(),
        length());
  }

  ClaimRequest request() {
    return new ClaimRequest(
        registration(),
        some(this::text),
        Set.copyOf(some(this::text)),
        random.nextInt(ClaimRequest.MAX + 1));
  }

  ClaimAnswer claimAnswer() {
    return random.nextInt(4) == 0
        ? new ClaimAnswer.WorkerLost()
        : new ClaimAnswer.Granted(some(this::claim), maybe(this::instant));
  }

  Finish finish() {
    var outcome =
        switch (random.nextInt(4)) {
          case 0 -> new Outcome.Completed(text());
          case 1 -> new Outcome.Rejected(text(), text());
          case 2 -> new Outcome.Crashed(text());
          default -> new Outcome.TimedOut(text());
        };
    return new Finish(lease(), outcome, instant(), length(), random.nextBoolean());
  }

  FinishAnswer finishAnswer() {
    return any(FinishAnswer.values());
  }

  Return turn() {
    return new Return(some(this::finish), request());
  }

  Turnover turnover() {
    return new Turnover(some(this::finishAnswer), claimAnswer());
  }

  Progress progress() {
    return new Progress(lease(), text());
  }

  // ---- workers

  Registration registration() {
    return new Registration(text(), text());
  }

  WorkerCard card() {
    return new WorkerCard(text(), text(), number(), count());
  }

  Pulse pulse() {
    return new Pulse(registration(), number());
  }

  Beat beat() {
    return new Beat(registration(), some(this::lease), some(this::lease));
  }

  BeatAnswer beatAnswer() {
    return random.nextInt(4) == 0 ? new BeatAnswer.Lost() : new BeatAnswer.Alive(some(this::lease));
  }

  WorkerView view() {
    return new WorkerView(
        card(), any(WorkerView.Status.values()), number(), number(), instant(), instant());
  }

  // ---- the store

  Counts counts() {
    return new Counts(number(), number(), number(), number(), number(), number());
  }

  QueueView queue() {
    return new QueueView(text(), random.nextBoolean(), counts());
  }

  Pruned pruned() {
    return new Pruned(number(), number(), number());
  }

  private Set<TaskState> states() {
    return Set.copyOf(some(() -> any(TaskState.values())));
  }

  TaskFilter filter() {
    return new TaskFilter(
        states(),
        maybe(this::text),
        maybe(() -> any(TaskType.values())),
        number(),
        1 + random.nextInt(TaskFilter.LIMIT_MAX));
  }

  TaskSelection selection() {
    return switch (random.nextInt(3)) {
      case 0 -> new TaskSelection.All();
      case 1 -> new TaskSelection.Queue(text());
      default -> new TaskSelection.Ids(some(this::number));
    };
  }

  Prune prune() {
    return new Prune(length(), states());
  }

  Mark mark() {
    return new Mark(text(), number());
  }

  Mark.Wait waiting() {
    return new Mark.Wait(mark(), length());
  }

  SkillSource source() {
    var files = new ArrayList<SkillFile>();
    files.add(SkillFile.of("SKILL.md", bytes()));
    IntStream.range(0, random.nextInt(4)).forEach(i -> files.add(file("f" + i + text())));
    return SkillSource.of(text(), "SKILL.md", files);
  }

  private SkillFile file(String name) {
    return switch (random.nextInt(3)) {
      case 0 -> SkillFile.of(name, bytes());
      case 1 -> SkillFile.withoutBytes(name, random.nextLong(), text());
      default -> SkillFile.link(name, random.nextLong(), text());
    };
  }

  byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(500)];
    random.nextBytes(bytes);
    return bytes;
  }
}
