package io.skillmill.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Which version this is. */
final class Version {

  private Version() {}

  static String line() {
    try (var text = Version.class.getResourceAsStream("version.txt")) {
      return text == null
          ? "skillmill"
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "skillmill";
    }
  }
}
