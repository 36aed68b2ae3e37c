package io.skillmill.cli.render;

import io.skillmill.schema.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Standard output that speaks up. {@link PrintStream} swallows every error; here a reader who went
 * away ends the program quietly, and a full disk ends it with a problem.
 */
final class Spout extends OutputStream {

  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream target;

  private Spout(OutputStream target) {
    this.target = target;
  }

  /** Buffered; whoever waits for the lines has to flush. Always UTF-8. */
  static PrintStream printing(OutputStream target) {
    return new PrintStream(
        new BufferedOutputStream(new Spout(target), BUFFER_BYTES), false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void flush() {
    try {
      target.flush();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private static RuntimeException explained(IOException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("broken pipe") || lower.contains("pipe is being closed")) {
      return new OutputClosed(e);
    }
    return Problem.failed(
            "The output could not be written: " + message,
            "Check that the disk has room and that the file may be written")
        .causedBy(e);
  }
}
