package io.skillmill.parsers.verdict;

import java.util.List;

/** A reader whose opinion on skills is asked: the specification, a library or a client. */
public interface Profile {

  /** The name to ask for it by, in lower-case letters, digits and hyphens. */
  String name();

  /** Whose opinion it is, in one short line. */
  String summary();

  /** Every rule that its opinions may name. */
  List<Rule> rules();

  /** Judges one skill. A pure function, which never throws for what a skill holds. */
  Opinion judge(Subject subject);

  /**
   * Whether a skill may ask for one of this profile's findings to be passed over. Not so where the
   * profile repeats what somebody else's program says.
   */
  default boolean listensToTheSkill() {
    return true;
  }
}
