package io.skillmill.parsers.skillsref;

import java.util.List;
import java.util.Optional;

/**
 * What the reference says about a skill.
 *
 * @param complaints in its order; none where the skill is valid
 * @param fault more about why the file could not be read at all, where that is so
 */
record Answer(List<Complaint> complaints, Optional<Fault> fault) {

  Answer {
    complaints = List.copyOf(complaints);
  }

  /** The messages, to the letter. */
  List<String> errors() {
    return complaints.stream().map(Complaint::message).toList();
  }

  /** Whether the reference does not answer but dies of an exception. */
  boolean crash() {
    return fault.isPresent() && fault.get().crash();
  }

  /**
   * Why a file could not be read.
   *
   * @param crash whether the reference dies of it
   * @param problem what is wrong and what to do about it, in our words
   * @param line where in the file, counted from 1
   * @param column where in the line, counted from 1
   */
  record Fault(boolean crash, String problem, int line, int column) {}
}
