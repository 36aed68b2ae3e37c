package io.skillmill.schema.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What runs when a skill is called.
 *
 * @param settings what the kind needs to know, such as which file or which command
 */
public record Implementation(Kind kind, ObjectNode settings) {

  /** In which way a skill is there. */
  public enum Kind {
    /** A class on the class path or in a jar. */
    JAVA,
    /** A program that reads JSON and writes JSON. */
    PROCESS,
    /** A function in Python, in a process of its own. */
    PYTHON,
    /** A function in JavaScript, in a sandbox in this process. */
    JAVASCRIPT,
    /** Steps that call other skills. */
    COMPOSITE,
    /** A skill that another host runs. */
    HTTP,
    /** A SKILL.md: nothing runs, its text and its files are the answer. */
    INSTRUCTIONS;

    /** The word in declarations and on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }
}
