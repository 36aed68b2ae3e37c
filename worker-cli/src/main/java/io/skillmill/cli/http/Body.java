package io.skillmill.cli.http;

import java.util.Optional;

/** What was sent; to be closed when it is not needed any more. */
@SuppressWarnings("ArrayRecordComponent") // Read once, and never compared.
public record Body(byte[] bytes, Optional<Crowd.Place> place) implements AutoCloseable {
  @Override
  public void close() {
    place.ifPresent(Crowd.Place::close);
  }
}
