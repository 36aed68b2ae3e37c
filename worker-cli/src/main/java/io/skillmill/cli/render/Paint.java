package io.skillmill.cli.render;

/** Colours for a terminal that wants them, and none for all others. */
public final class Paint {

  private static final String RESET = "\u001b[0m";

  private final boolean wanted;

  Paint(boolean wanted) {
    this.wanted = wanted;
  }

  /** For files and pipes. */
  public static Paint none() {
    return new Paint(false);
  }

  public String heading(String text) {
    return in("\u001b[1m", text);
  }

  public String bad(String text) {
    return in("\u001b[31m", text);
  }

  public String doubtful(String text) {
    return in("\u001b[33m", text);
  }

  /** The words for states, where they stand alone between spaces. */
  String states(String line) {
    if (!wanted) {
      return line;
    }
    return line.replace(" failed ", in("\u001b[31m", " failed "))
        .replace(" lost ", in("\u001b[31m", " lost "))
        .replace(" completed ", in("\u001b[32m", " completed "))
        .replace(" in_progress ", in("\u001b[36m", " in_progress "));
  }

  private String in(String colour, String text) {
    return wanted ? colour + text + RESET : text;
  }
}
