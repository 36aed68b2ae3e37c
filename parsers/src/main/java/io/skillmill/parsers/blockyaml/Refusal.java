package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;

/**
 * The end of reading: the reference refuses the text, or dies of it. Thrown inside this room only,
 * and without a stack trace, for it is an answer like any other.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient BlockYaml.Refused refused;

  private Refusal(BlockYaml.Refused refused) {
    super(refused.said(), null, false, false);
    this.refused = refused;
  }

  /**
   * Text that is no YAML the reference accepts.
   *
   * @param first the first line of what the reference says
   * @param problem what is wrong, in our words, with the remedy
   */
  static Refusal yaml(String first, String problem, Mark mark) {
    return new Refusal(new BlockYaml.Refused(false, first, problem, mark.line(), mark.column()));
  }

  /** An exception that nobody expects of the reference, by its Python name. */
  static Refusal crash(String exception, String problem, Mark mark) {
    return new Refusal(new BlockYaml.Refused(true, exception, problem, mark.line(), mark.column()));
  }

  BlockYaml.Refused refused() {
    return refused;
  }
}
