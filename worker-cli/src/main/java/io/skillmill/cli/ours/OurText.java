package io.skillmill.cli.ours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text that the program comes with, in a file beside a class. */
public final class OurText {

  private OurText() {}

  /** The whole of it; that it is there is a promise of the build. */
  public static String of(Class<?> beside, String name) {
    try (var resource = beside.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("The program comes without its " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
