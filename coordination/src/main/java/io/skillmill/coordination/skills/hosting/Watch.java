package io.skillmill.coordination.skills.hosting;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Loads skills again when their files change, until it is closed. The system tells at once where it
 * can; where it does not (a share, a folder that was not there, too many folders) a look every
 * {@link #LOOK_EVERY} finds it.
 */
public final class Watch implements AutoCloseable {

  static final Duration LOOK_EVERY = Duration.ofSeconds(3);

  /** Who saves a file may write several times; this long nothing must have happened. */
  private static final long QUIET_MILLIS = 150;

  /** And after this time it is looked at all the same. */
  private static final long UNQUIET_MAX_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How many folders the system is asked to watch. */
  static final int FOLDERS_MAX = 2_000;

  /** Hears what came of it, on the thread that watches. */
  public interface Listener {

    /** Files have changed, and this came of it. */
    void reloaded(Reloaded reloaded);

    /** The configuration, or the store, cannot be used; everything goes on as before. */
    void failed(Problem problem);
  }

  private final Hosting hosting;
  private final Listener listener;
  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private final Thread thread;

  /** How the files looked when they were loaded last, whatever came of it. */
  private Stamp tried = Stamp.UNKNOWN;

  /** Whether that failed for another reason than the files, and may go well the next time. */
  private boolean again;

  private Optional<Problem> told = Optional.empty();

  private Watch(Hosting hosting, Listener listener, WatchService service) {
    this.hosting = hosting;
    this.listener = listener;
    this.service = service;
    this.thread = Thread.ofPlatform().daemon().name("skillmill-watch").unstarted(this::watch);
  }

  static Watch start(Hosting hosting, Listener listener) {
    try {
      var service = FileSystems.getDefault().newWatchService();
      var watch = new Watch(hosting, listener, service);
      watch.listen(Stamp.of(hosting.seen().places()));
      watch.thread.start();
      return watch;
    } catch (IOException e) {
      throw Problem.store(
              "The system does not let files be watched: " + e.getMessage(),
              "Allow more watches (fs.inotify.max_user_instances), or reload with POST /reload")
          .causedBy(e);
    }
  }

  private void watch() {
    try {
      while (true) {
        WatchKey key = service.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
          settle(key);
        }
        look();
      }
    } catch (ClosedWatchServiceException | InterruptedException _) {
      // It was closed.
    }
  }

  /** Waits until whoever writes has done. */
  private void settle(WatchKey first) throws InterruptedException {
    long since = System.nanoTime();
    for (WatchKey key = first;
        key != null;
        key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
      key.pollEvents();
      key.reset();
      if (System.nanoTime() - since > UNQUIET_MAX_NANOS) {
        return;
      }
    }
  }

  private void look() {
    var seen = hosting.seen();
    Stamp now = Stamp.of(seen.places());
    if (!now.looksLike(seen.stamp()) && (again || !now.looksLike(tried))) {
      tried = now;
      reload();
    }
    listen(now);
  }

  private void reload() {
    try {
      listener.reloaded(hosting.reload());
      again = false;
      told = Optional.empty();
    } catch (ProblemException e) {
      failed(e.problem());
    } catch (RuntimeException e) {
      failed(new Problem(Problem.Kind.BUG, "A reload broke: " + e, "Report it, and reload again"));
    }
  }

  /** What is tried again and again is told once. */
  private void failed(Problem problem) {
    boolean files =
        problem.kind() == Problem.Kind.USAGE || problem.kind() == Problem.Kind.NOT_FOUND;
    if (files || !told.equals(Optional.of(problem))) {
      listener.failed(problem);
    }
    again = !files;
    told = Optional.of(problem);
  }

  private void listen(Stamp stamp) {
    var wanted = new HashSet<>(stamp.folders());
    keys.entrySet()
        .removeIf(entry -> {
          boolean gone = !wanted.contains(entry.getKey()) || !entry.getValue().isValid();
          if (gone) {
            entry.getValue().cancel();
          }
          return gone;
        });
    for (Path folder : wanted) {
      if (keys.size() < FOLDERS_MAX && !keys.containsKey(folder)) {
        listen(folder);
      }
    }
  }

  private void listen(Path folder) {
    try {
      keys.put(
          folder,
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY));
    } catch (IOException _) {
      // It is gone, or there are too many: the look every few seconds will do.
    }
  }

  /** Ends after the reload that is under way, if any. */
  @Override
  public void close() {
    try {
      service.close();
      thread.join();
    } catch (IOException _) {
      thread.interrupt();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
