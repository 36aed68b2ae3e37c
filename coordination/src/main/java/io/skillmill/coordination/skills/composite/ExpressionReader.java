package io.skillmill.coordination.skills.composite;

import io.skillmill.coordination.skills.composite.Expression.Comparing;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads an expression by descending through its levels: or, and, not, comparison, sum, product,
 * sign, path. Both its depth and its length are bounded.
 */
final class ExpressionReader {

  /** How deep an expression may nest. */
  static final int NESTING_MAX = 40;

  /** Of how many parts it may be made. */
  static final int PARTS_MAX = 400;

  private final Letters letters;
  private final Known known;
  private int nesting;
  private int parts;

  ExpressionReader(String text, int from, Known known) {
    this.letters = new Letters(text, from);
    this.known = known;
  }

  /** A text that is an expression and nothing else. */
  static Expression whole(String text, Known known) throws MisreadException {
    var reader = new ExpressionReader(text, 0, known);
    Expression expression = reader.any();
    char rest = reader.letters.next();
    if (rest != 0) {
      throw reader.misread("'%s' was not expected here".formatted(rest));
    }
    return expression;
  }

  /** An expression up to the brace that ends it, which is taken too. */
  Expression untilBrace() throws MisreadException {
    Expression expression = any();
    if (!letters.take("}")) {
      char rest = letters.next();
      throw misread(
          rest == 0
              ? "'${' is not ended by '}'"
              : "'%s' was not expected here, nor was the end of the expression".formatted(rest));
    }
    return expression;
  }

  /** How far it has read. */
  int at() {
    return letters.at();
  }

  private Expression any() throws MisreadException {
    if (++nesting > NESTING_MAX) {
      throw misread("the expression nests more than %d deep".formatted(NESTING_MAX));
    }
    Expression left = all();
    while (letters.takeWord("or")) {
      int column = counted();
      left = new Expression.Junction(left, all(), false, column);
    }
    nesting--;
    return left;
  }

  private Expression all() throws MisreadException {
    Expression left = negated();
    while (letters.takeWord("and")) {
      int column = counted();
      left = new Expression.Junction(left, negated(), true, column);
    }
    return left;
  }

  private Expression negated() throws MisreadException {
    if (!letters.takeWord("not")) {
      return compared();
    }
    int column = counted();
    return new Expression.Not(deeper(this::negated), column);
  }

  private Expression compared() throws MisreadException {
    Expression left = sum();
    letters.next();
    int column = letters.column();
    for (Comparing how : Comparing.values()) {
      if (letters.take(how.sign)) {
        counted();
        return new Expression.Comparison(left, how, sum(), column);
      }
    }
    return left;
  }

  private Expression sum() throws MisreadException {
    Expression left = product();
    for (char c = letters.next(); c == '+' || c == '-'; c = letters.next()) {
      int column = counted();
      letters.take(String.valueOf(c));
      left = new Expression.Reckoning(left, c, product(), column);
    }
    return left;
  }

  private Expression product() throws MisreadException {
    Expression left = signed();
    for (char c = letters.next(); c == '*' || c == '/'; c = letters.next()) {
      int column = counted();
      letters.take(String.valueOf(c));
      left = new Expression.Reckoning(left, c, signed(), column);
    }
    return left;
  }

  private Expression signed() throws MisreadException {
    if (!letters.take("-")) {
      return path();
    }
    int column = counted();
    return new Expression.Opposite(deeper(this::signed), column);
  }

  private Expression path() throws MisreadException {
    Expression value = plain();
    while (true) {
      if (letters.take(".")) {
        int column = counted();
        value = member(value, named("a name after '.'"), column);
      } else if (letters.take("[")) {
        int column = counted();
        Expression place = any();
        expect("]");
        value = place(value, place, column);
      } else {
        return value;
      }
    }
  }

  private Expression place(Expression of, Expression place, int column) throws MisreadException {
    boolean name = place instanceof Expression.Constant(JsonNode constant) && constant.isString();
    return name
        ? member(of, ((Expression.Constant) place).value().asString(), column)
        : new Expression.Place(of, place, column);
  }

  private Expression member(Expression of, String name, int column) throws MisreadException {
    if (of instanceof Expression.Inputs) {
      known.checkInput(name, column);
    } else if (of instanceof Expression.Outcome(String step)) {
      known.checkPart(step, name, column);
    }
    return new Expression.Member(of, name);
  }

  private Expression plain() throws MisreadException {
    int column = counted();
    char c = letters.next();
    if (c == '(') {
      letters.take("(");
      Expression inner = any();
      expect(")");
      return inner;
    }
    if (c == '\'' || c == '"') {
      return new Expression.Constant(StringNode.valueOf(letters.quoted()));
    }
    if (Letters.isDigit(c)) {
      return new Expression.Constant(number(letters.number(), column));
    }
    if (c == 0 || !Letters.isNamed(c)) {
      throw misread(
          c == 0 ? "the expression ends too early" : "'%s' was not expected".formatted(c));
    }
    return word(letters.name(), column);
  }

  private Expression word(String word, int column) throws MisreadException {
    return switch (word) {
      case "true" -> new Expression.Constant(BooleanNode.TRUE);
      case "false" -> new Expression.Constant(BooleanNode.FALSE);
      case "null" -> new Expression.Constant(NullNode.getInstance());
      case "inputs" -> new Expression.Inputs();
      case "steps" -> step();
      default ->
          throw new MisreadException(
              column,
              "'%s' is not known; begin with 'inputs.' or 'steps.', or put a text in quotes"
                  .formatted(word));
    };
  }

  private Expression step() throws MisreadException {
    if (!letters.take(".")) {
      throw misread("say which step, as in steps.first.result");
    }
    int column = letters.column();
    String id = named("the id of a step");
    known.checkStep(id, column);
    return new Expression.Outcome(id);
  }

  private static JsonNode number(String text, int column) throws MisreadException {
    try {
      JsonNode value = Json.read(text);
      if (value.isNumber() && Double.isFinite(value.asDouble())) {
        return value;
      }
    } catch (Json.MalformedException _) {
      // said below
    }
    throw new MisreadException(column, "'%s' is no number".formatted(text));
  }

  // ---- small steps

  @FunctionalInterface
  private interface Level {
    Expression read() throws MisreadException;
  }

  private Expression deeper(Level level) throws MisreadException {
    if (++nesting > NESTING_MAX) {
      throw misread("the expression nests more than %d deep".formatted(NESTING_MAX));
    }
    Expression inner = level.read();
    nesting--;
    return inner;
  }

  private String named(String what) throws MisreadException {
    String name = letters.name();
    if (name.isEmpty()) {
      throw misread("%s was expected".formatted(what));
    }
    return name;
  }

  private void expect(String sign) throws MisreadException {
    if (!letters.take(sign)) {
      throw misread("'%s' was expected".formatted(sign));
    }
  }

  /** Counts one part more, and says where it stands. */
  private int counted() throws MisreadException {
    letters.next();
    if (++parts > PARTS_MAX) {
      throw misread("the expression has more than %d parts".formatted(PARTS_MAX));
    }
    return letters.column();
  }

  private MisreadException misread(String what) {
    letters.next();
    return new MisreadException(letters.column(), what);
  }
}
