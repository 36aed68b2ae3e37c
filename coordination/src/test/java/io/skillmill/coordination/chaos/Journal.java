package io.skillmill.coordination.chaos;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a process tried and what it was told, line by line, as it happens. A line is one write, so a
 * process that is killed leaves whole lines, and nothing that it had not been told.
 */
final class Journal implements AutoCloseable {

  static final String SUFFIX = ".journal";

  private final FileOutputStream out;

  private Journal(FileOutputStream out) {
    this.out = out;
  }

  /** The journal of this process, which may have had earlier lives. */
  static Journal of(Path folder, String process) throws IOException {
    return new Journal(new FileOutputStream(folder.resolve(process + SUFFIX).toFile(), true));
  }

  /** Before a batch is enqueued whose paths are this prefix and a number. */
  void trying(String prefix, int count) {
    write("trying " + prefix + " " + count);
  }

  void enqueued(String prefix, List<Long> ids) {
    write("enqueued " + prefix + " " + words(ids));
  }

  void claimed(List<Claim> claims) {
    write("claimed " + claims.stream().map(c -> word(c.lease())).collect(Collectors.joining(" ")));
  }

  void finished(Lease lease, FinishAnswer answer) {
    write((answer == FinishAnswer.RECORDED ? "recorded " : "refused ") + word(lease));
  }

  private static String words(List<?> all) {
    return all.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String word(Lease lease) {
    return lease.taskId() + ":" + lease.id();
  }

  private synchronized void write(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
