package io.skillmill.cli.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the texts that the program comes with. */
final class Resource {

  private Resource() {}

  static String text(String name) {
    try (var resource = Resource.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("The program comes without its " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
