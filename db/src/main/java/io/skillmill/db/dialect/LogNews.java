package io.skillmill.db.dialect;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Word from the system that a database's files were written to, by anyone. It comes once for each
 * time it is listened for: a busy store would give it without end. Only Linux gives it at once and
 * for files that stay open. Not thread-safe.
 */
final class LogNews implements AutoCloseable {

  private static final boolean PROMPT = System.getProperty("os.name", "").startsWith("Linux");

  private final Path file;
  private boolean possible = PROMPT;
  private @Nullable WatchService service;
  private @Nullable WatchKey key;

  LogNews(Path file) {
    this.file = file;
  }

  boolean listening() {
    return key != null;
  }

  /** Begins to listen, and says whether that is possible here. */
  boolean listen() {
    if (possible) {
      try {
        if (service == null) {
          service = file.getFileSystem().newWatchService();
        }
        var folder = file.toAbsolutePath().resolveSibling("");
        key = folder.register(service, StandardWatchEventKinds.ENTRY_MODIFY);
      } catch (IOException | RuntimeException e) {
        possible = false; // The system allows each user so many, and all are taken.
      }
    }
    return possible;
  }

  /** Waits for word, which ends the listening, or until the time is up. */
  boolean await(long nanos) {
    long end = System.nanoTime() + nanos;
    try {
      for (long left = nanos; left > 0 && service != null; left = end - System.nanoTime()) {
        WatchKey told = service.poll(left, TimeUnit.NANOSECONDS);
        if (told != null && (ofOurs(told) || !told.reset())) {
          ignore();
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Listens no more. */
  void ignore() {
    if (key != null) {
      key.cancel();
      key = null;
    }
  }

  /** Whether it is about our files; where too much was written to tell, it may be. */
  private boolean ofOurs(WatchKey told) {
    String name = file.getFileName().toString();
    boolean ours = false;
    for (WatchEvent<?> event : told.pollEvents()) {
      ours |= !(event.context() instanceof Path path) || path.toString().startsWith(name);
    }
    return ours;
  }

  @Override
  public void close() {
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        possible = false;
      }
    }
  }
}
