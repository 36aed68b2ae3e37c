package io.skillmill.coordination.work;

import io.skillmill.coordination.holding.Hands;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the store, beat by beat, that the worker is alive, and hears which of its claims are gone.
 * Runs on a platform thread: tasks that hog every core a virtual thread could have must not silence
 * it. It goes on until everything is settled, so that a worker that stops is not taken for dead.
 */
final class Heartbeat implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final SkillStore store;
  private final Hands hands;
  private final Doorbell bell;
  private final long intervalNanos;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Heartbeat(Settings settings, Hands hands, Doorbell bell) {
    this.store = settings.store();
    this.hands = hands;
    this.bell = bell;
    this.intervalNanos = settings.heartbeat().toNanos();
  }

  /** Whatever happens, the next beat is tried: silence would cost the worker all its claims. */
  @Override
  public void run() {
    boolean failing = false;
    while (true) {
      try {
        if (stopped.await(intervalNanos, TimeUnit.NANOSECONDS)) {
          return;
        }
        beat();
        failing = false;
      } catch (InterruptedException _) {
        return; // told to end at once
      } catch (Throwable e) {
        complain(failing, e);
        failing = true;
      }
    }
  }

  /** Gives one sign of life, where there is anybody to give it. */
  void beat() {
    hands.beat().ifPresent(this::send);
  }

  void stop() {
    stopped.countDown();
  }

  private static void complain(boolean again, Throwable why) {
    try {
      if (!again) {
        LOG.warn("A heartbeat failed and will be tried again: {}", why.toString());
      }
    } catch (Throwable _) {
      // no memory even for that
    }
  }

  private void send(Beat beat) {
    switch (store.heartbeat(beat)) {
      case BeatAnswer.Alive(var revoked) -> {
        hands.told(beat.started());
        hands.revoke(revoked);
        tellProgress();
      }
      case BeatAnswer.Lost() -> {
        hands.lose(beat.worker());
        bell.ring();
      }
    }
  }

  private void tellProgress() {
    hands
        .takeNotes()
        .forEach((lease, note) -> {
          if (!store.progress(lease, Json.write(note))) {
            hands.revoke(List.of(lease));
          }
        });
  }
}
