package io.skillmill.cli.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Which version of the program writes. */
public final class ToolVersion {

  private static final String UNKNOWN = "0.0.0";

  private ToolVersion() {}

  /** The number alone, as in 1.2.3. */
  public static String number() {
    try (var text = ToolVersion.class.getResourceAsStream("/io/skillmill/cli/version.txt")) {
      if (text == null) {
        return UNKNOWN;
      }
      String line = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
      return line.substring(line.lastIndexOf(' ') + 1);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
