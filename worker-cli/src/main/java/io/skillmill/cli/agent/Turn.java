package io.skillmill.cli.agent;

import io.skillmill.coordination.agents.AgentAnswer;
import io.skillmill.coordination.agents.AgentWish;
import io.skillmill.coordination.agents.ConsumerAgent.Entry.Seat;
import io.skillmill.coordination.agents.SkillShelf;
import io.skillmill.coordination.toolloop.Talk;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One turn, on a thread of its own, so that it can be ended from elsewhere. */
final class Turn {

  private final Thread thread;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** What is heard of it; an end comes once, and last. */
  sealed interface Event {

    record Stepped(Talk.Step step) implements Event {}

    record Answered(AgentAnswer answer) implements Event {}

    /** It broke, and nothing of it is known but why. */
    record Broken(RuntimeException why) implements Event {}
  }

  private Turn(Seat seat, AgentWish wish, SkillShelf shelf) {
    thread = Thread.ofVirtual().name("agent-turn").unstarted(() -> take(seat, wish, shelf));
  }

  /** One that is still to begin. The seat is left at its end. */
  static Turn of(Seat seat, AgentWish wish, SkillShelf shelf) {
    return new Turn(seat, wish, shelf);
  }

  void begin() {
    thread.start();
  }

  private void take(Seat seat, AgentWish wish, SkillShelf shelf) {
    Event end;
    try (seat) {
      end = new Event.Answered(seat.ask(wish, shelf, step -> events.add(new Event.Stepped(step))));
    } catch (RuntimeException e) {
      end = new Event.Broken(e);
    }
    events.add(end);
  }

  /** What happens next; empty where nothing does in this time. */
  Optional<Event> next(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(events.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Ends it, with what was said up to here. */
  void stop() {
    thread.interrupt();
  }

  /** Until its thread has come to its end, too. */
  void await(Duration atMost) throws InterruptedException {
    boolean _ = thread.join(atMost);
  }
}
