package io.skillmill.coordination.skills.composite;

import tools.jackson.databind.JsonNode;

/** An expression over the inputs and what earlier steps came to, as it was read. */
sealed interface Expression {

  /** A number, a text, true, false or null. */
  record Constant(JsonNode value) implements Expression {}

  /** All inputs. */
  record Inputs() implements Expression {}

  /** What came of an earlier step: its result, its status and its error. */
  record Outcome(String step) implements Expression {}

  /** {@code of.name} */
  record Member(Expression of, String name) implements Expression {}

  /** {@code of[place]}, where the place is a number or a name. */
  record Place(Expression of, Expression place, int column) implements Expression {}

  /** {@code -of} */
  record Opposite(Expression of, int column) implements Expression {}

  /** {@code not of} */
  record Not(Expression of, int column) implements Expression {}

  /** {@code left and right}, {@code left or right}; the right one is asked only where it counts. */
  record Junction(Expression left, Expression right, boolean and, int column)
      implements Expression {}

  /** {@code left == right} and its kin. */
  record Comparison(Expression left, Comparing how, Expression right, int column)
      implements Expression {}

  /** {@code left + right} and its kin. */
  record Reckoning(Expression left, char operator, Expression right, int column)
      implements Expression {}

  /** The ways in which two values are compared. */
  enum Comparing {
    EQUAL("=="),
    UNEQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    MORE(">");

    final String sign;

    Comparing(String sign) {
      this.sign = sign;
    }
  }
}
