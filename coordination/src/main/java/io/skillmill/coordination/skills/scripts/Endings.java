package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillException;

/** Says how a process ended that should not have. */
final class Endings {

  private static final int SIGNALLED = 128;
  private static final int OUT_OF_PROCESSOR_TIME = SIGNALLED + 24;
  private static final int KILLED = SIGNALLED + 9;
  private static final int LINES_MAX = 5;

  private Endings() {}

  /**
   * The exception for it.
   *
   * @param code with which it ended; negative where that is not known
   * @param words what it wrote last to standard error
   */
  static SkillException of(String skill, int code, String words) {
    String said = lastLines(words);
    return SkillException.broken(
        "ProcessEnded",
        "The process of '%s' %s%s".formatted(skill, how(code), said.isEmpty() ? "" : ": " + said));
  }

  private static String how(int code) {
    if (code < 0) {
      return "closed its standard output";
    }
    return switch (code) {
      case OUT_OF_PROCESSOR_TIME -> "used more time of the processor than it may, and was ended";
      case KILLED -> "was killed";
      default -> "ended with exit code " + code;
    };
  }

  private static String lastLines(String words) {
    var lines = words.strip().lines().filter(line -> !line.isBlank()).toList();
    return String.join("; ", lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size()));
  }
}
