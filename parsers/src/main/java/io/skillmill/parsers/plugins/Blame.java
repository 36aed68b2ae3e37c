package io.skillmill.parsers.plugins;

import io.skillmill.schema.problem.Problem;
import java.util.ServiceConfigurationError;

/** Puts what a plugin threw into words, with what its owner can do about it. */
final class Blame {

  private static final int WORDS_MAX = 300;

  private Blame() {}

  /**
   * The problem of a plugin that could not be loaded.
   *
   * @param plugin its jar, for people
   */
  static Problem loading(String plugin, Throwable thrown) {
    Throwable root = root(thrown);
    return Problem.usage(
        "The plugin %s cannot be loaded: %s".formatted(plugin, words(root)), remedy(root));
  }

  private static String remedy(Throwable root) {
    return switch (root) {
      case UnsupportedClassVersionError _ ->
          "Build it for Java %d, or run this program on a newer Java"
              .formatted(Runtime.version().feature());
      case NoClassDefFoundError _, ClassNotFoundException _ ->
          "Check the names in its service file, and put the libraries it needs into the jar";
      case LinkageError _ -> "Build it again for this version of Skillmill";
      case ServiceConfigurationError _ ->
          "Its service file must name public classes that implement SkillParser and have a public"
              + " constructor without parameters";
      default -> "Mend it, or take it out of the folder";
    };
  }

  /** What is really wrong stands at the end of the chain; ServiceLoader wraps it. */
  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int i = 0; i < 10 && causeOf(root) instanceof Throwable cause; i++) {
      root = cause;
    }
    return root;
  }

  private static Object causeOf(Throwable thrown) {
    try {
      Throwable cause = thrown.getCause();
      return cause == null ? "none" : cause;
    } catch (Throwable _) { // a stranger's exception may do anything
      return "none";
    }
  }

  /** Type and message, on one line and not too long, whatever the message does. */
  static String words(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    try {
      String message = String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ").strip();
      String words = message.equals("null") ? name : name + ": " + message;
      return words.length() <= WORDS_MAX ? words : words.substring(0, WORDS_MAX) + " …";
    } catch (Throwable _) { // as above
      return name;
    }
  }
}
