package io.skillmill.coordination.skills.registry;

import java.util.List;

/** What came of a wish to change what is registered. */
public sealed interface Outcome {

  /** The skill that it is about; empty where even that is not known. */
  String name();

  /**
   * It is as was wished.
   *
   * @param version as the declaration has it
   * @param revision the number under which it stands in the history
   * @param fresh whether no skill had this name before
   * @param warnings what is worth knowing all the same
   */
  record Accepted(String name, String version, long revision, boolean fresh, List<String> warnings)
      implements Outcome {
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /** Everything is as it was. */
  record Refused(String name, Why why, String message) implements Outcome {}

  /** Why it is not as was wished. */
  enum Why {
    /** What was sent is no skill, or none that would run. */
    UNSOUND,
    /** The configuration has a skill of this name. */
    TAKEN,
    /** Somebody else changed it since. */
    CHANGED,
    /** There is no such skill, or no such revision of it. */
    ABSENT
  }
}
