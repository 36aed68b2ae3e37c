package io.skillmill.cli.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts what comes in into lines, of which it keeps one more byte than may be read. */
final class Lines {

  private final InputStream in;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line without its end; empty at the end of all. */
  Optional<byte[]> next() throws IOException {
    var line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() <= McpLines.LINE_BYTES_MAX) {
        line.write(next);
      }
    }
    return Optional.of(line.toByteArray());
  }
}
