package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.LocalSkillStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Processes that enqueue and work on one store, and what they wrote down. Ends what it started. */
public final class Fleet implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String address;
  private final List<String> always;
  private final Path journals;
  private final List<Program> workers = new ArrayList<>();
  private final List<Program> producers = new ArrayList<>();
  private final List<Program> others = new ArrayList<>();
  private int launched;
  private int started;

  /** For a store at this address; the journals go into a folder of the test's. */
  public Fleet(String address, Path folder) {
    this(address, folder, List.of());
  }

  /** The same, with a command before that of every program, such as {@code env}. */
  public Fleet(String address, Path folder, List<String> always) {
    this.address = address;
    this.always = always;
    this.journals = folder.resolve("journals");
    try {
      Files.createDirectories(journals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a worker on the fleet's store. */
  public Program worker(Duration work) {
    return worker(work, List.of());
  }

  /** The same, with another command before that of the program. */
  Program worker(Duration work, List<String> before) {
    return worker(address, work, before);
  }

  /** The same, with an address of the same store that is this worker's alone. */
  public Program worker(String way, Duration work, List<String> before) {
    var worker = starting(way, work, before);
    worker.await(Program.READY);
    return worker;
  }

  private Program starting(String way, Duration work, List<String> before) {
    var name = "worker-" + launched++;
    var worker =
        Program.launch(command(before), WitnessWorker.class, way, journals, name, work.toNanos());
    workers.add(worker);
    return worker;
  }

  private List<String> command(List<String> before) {
    var command = new ArrayList<>(before);
    command.addAll(always);
    return command;
  }

  /** Starts so many at once, which is quicker than one after the other. */
  void workers(int count, Duration work) {
    var starting =
        IntStream.range(0, count).mapToObj(_ -> starting(address, work, List.of())).toList();
    starting.forEach(worker -> worker.await(Program.READY));
  }

  /** How many tasks the worker with this number was told count as done. */
  long finishedBy(int number) {
    try (var lines = Files.lines(journals.resolve("worker-" + number + Journal.SUFFIX))) {
      return lines.filter(line -> line.startsWith("recorded")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a process that enqueues so many tasks, resting a little after each batch. */
  public Program producer(int tasks, int batch, Duration rest) {
    return producer(address, tasks, batch, rest);
  }

  /** The same, with an address of the same store that is this one's alone. */
  public Program producer(String way, int tasks, int batch, Duration rest) {
    var name = "producer-" + started++;
    var producer =
        Program.start(
            always, WitnessProducer.class, way, journals, name, tasks, batch, rest.toNanos());
    producers.add(producer);
    return producer;
  }

  /** Starts a process that does all by itself, and goes on when the store fails. */
  Program churner(List<String> before) {
    var name = "churner-" + started++;
    var churner = Program.start(before, WitnessChurner.class, address, journals, name);
    others.add(churner);
    return churner;
  }

  /** How many tasks were acknowledged to whoever enqueued them. */
  long acknowledged() {
    return History.read(journals).acknowledged();
  }

  void killProducers() {
    producers.forEach(Program::kill);
    producers.clear();
  }

  /** Workers that were killed are replaced, under new names. */
  void replace(int victim, Duration work) {
    var dead = workers.remove(victim);
    dead.kill();
    worker(work);
  }

  /** Waits until all is enqueued and done, and all have ended by themselves. */
  public void drain() {
    for (var producer : producers) {
      assertThat(producer.ended(PATIENCE)).as("enqueued all: %s", producer.lines()).isTrue();
      assertThat(producer.lines().getLast()).startsWith(WitnessProducer.ENQUEUED);
    }
    workers.forEach(worker -> worker.say(WitnessWorker.DRAIN));
    workers.forEach(worker -> worker.await(WitnessWorker.DRAINED, PATIENCE));
    workers.forEach(worker -> assertThat(worker.ended(PATIENCE)).as("ended").isTrue());
  }

  /** Compares what all were told with what is there, at the end of a test. */
  public Verdict judge() {
    return judge(address);
  }

  /** The same, with a copy of the store. */
  public Verdict judge(String where) {
    try (var store = LocalSkillStore.open(where)) {
      assertThat(store.counts().live()).as("live tasks after the end").isZero();
      assertThat(store.check()).as("findings of the store's own check").isEmpty();
      return History.read(journals).judge(store);
    }
  }

  @Override
  public void close() {
    workers.forEach(Program::close);
    producers.forEach(Program::close);
    others.forEach(Program::close);
  }
}
