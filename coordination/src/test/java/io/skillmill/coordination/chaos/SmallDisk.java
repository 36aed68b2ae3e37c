package io.skillmill.coordination.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a few megabytes that is really full when it is full. It is mounted in a name
 * space of a process that does nothing else, and goes with it; others {@link #enter} that name
 * space, or reach the files through {@code /proc}.
 */
final class SmallDisk implements AutoCloseable {

  private static final int PIECE_BYTES = 4_096;

  private final Program holder;
  private final Path place;

  private SmallDisk(Program holder, Path place) {
    this.holder = holder;
    this.place = place;
  }

  /** Whether this machine lets us mount: for that one has to be root. */
  static boolean available() {
    try {
      var probe = new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt");
      var process = probe.redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Mounts one of so many bytes at this empty folder. */
  static SmallDisk at(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    var script =
        "mount -t tmpfs -o size=%s none '%s' && echo %s && read _"
            .formatted(size, folder, Program.READY);
    var holder = Program.start(List.of("unshare", "-m", "sh", "-c", script));
    holder.await(Program.READY);
    return new SmallDisk(holder, Path.of("/proc/" + holder.pid() + "/root" + folder));
  }

  /** What to put before a command so that it finds the disk in the folder. */
  List<String> enter() {
    return List.of("nsenter", "--mount", "--target", Long.toString(holder.pid()), "--");
  }

  /** Copies a file of the disk to where everybody can read it. */
  void copy(String name, Path to) throws IOException {
    Files.copy(place.resolve(name), to);
  }

  /** Takes all the room there is. */
  void fill() {
    try (var out =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var piece = new byte[PIECE_BYTES];
      while (true) {
        out.write(piece);
      }
    } catch (IOException e) {
      // It is full, which is what was wanted.
    }
  }

  /** Gives the room back. */
  void empty() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return place.resolve("filler");
  }

  @Override
  public void close() {
    holder.close();
  }
}
