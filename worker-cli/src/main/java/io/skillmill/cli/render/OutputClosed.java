package io.skillmill.cli.render;

import java.io.IOException;

/** Nobody reads our output any more, as with {@code | head}: no error, just the end. */
public final class OutputClosed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutputClosed(IOException cause) {
    super(cause);
  }
}
