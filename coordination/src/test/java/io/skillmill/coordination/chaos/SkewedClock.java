package io.skillmill.coordination.chaos;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A clock on the wall for one process, or for several, that can be moved while they run. Made with
 * the C compiler of the machine, where it has one.
 */
final class SkewedClock implements AutoCloseable {

  private static final String SOURCE = "skewed_clock.c";

  private final Path folder;

  private SkewedClock(Path folder) {
    this.folder = folder;
  }

  /** Makes one that is right for now; empty where there is no compiler. */
  static Optional<SkewedClock> make() {
    try {
      // Not in a test's own folder: a PostgreSQL that runs as somebody else has to read it.
      var folder = Files.createTempDirectory("skillmill-clock-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      var clock = new SkewedClock(folder);
      clock.move(Duration.ZERO);
      return compiled(folder) ? Optional.of(clock) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean compiled(Path folder) throws IOException {
    try (var source = SkewedClock.class.getResourceAsStream(SOURCE)) {
      Files.copy(Objects.requireNonNull(source), folder.resolve(SOURCE));
      var compiler = new ProcessBuilder("gcc", "-shared", "-fPIC", "-O1", "-o", "clock.so", SOURCE);
      var gcc = compiler.directory(folder.toFile()).inheritIO().start();
      return gcc.waitFor(60, TimeUnit.SECONDS) && gcc.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no gcc.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** From now on the clock is off by so much. */
  void move(Duration skew) {
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(skew.toSeconds());
    // In place: whoever has mapped a file that is cut short for a moment dies of it.
    try (var file = Files.newByteChannel(folder.resolve("skew"), CREATE, WRITE)) {
      file.write(bytes.flip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to put before a command so that it goes by this clock. */
  List<String> before() {
    return List.of(
        "env", "LD_PRELOAD=" + folder.resolve("clock.so"), "SKEW_FILE=" + folder.resolve("skew"));
  }

  @Override
  public void close() {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
