package io.skillmill.cli.report;

/** What a check found, written down skill by skill as it comes. */
public interface Report {

  /** Writes down one skill. */
  void add(Checked checked);

  /** Writes what belongs at the end. */
  void end(Scores scores);
}
