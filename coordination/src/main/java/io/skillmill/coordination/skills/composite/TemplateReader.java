package io.skillmill.coordination.skills.composite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Finds the expressions in a JSON value. They stand between <code>${</code> and <code>}</code>;
 * <code>$${</code> is how <code>${</code> itself is written.
 */
final class TemplateReader {

  static final int NESTING_MAX = 60;

  private static final String OPENING = "${";

  private final Known known;

  TemplateReader(Known known) {
    this.known = known;
  }

  /**
   * Reads a value.
   *
   * @param place where it stands, such as {@code with.a}
   */
  Template read(JsonNode value, String place) throws Misplaced {
    return read(value, place, 0);
  }

  private Template read(JsonNode value, String place, int depth) throws Misplaced {
    if (depth > NESTING_MAX) {
      throw new Misplaced(place, "the value nests more than %d deep".formatted(NESTING_MAX));
    }
    if (value.isObject()) {
      var members = new LinkedHashMap<String, Template>();
      for (var member : value.properties()) {
        String name = member.getKey();
        members.put(name, read(member.getValue(), place + "." + name, depth + 1));
      }
      return new Template.Members(members);
    }
    if (value.isArray()) {
      var items = new ArrayList<Template>();
      for (int i = 0; i < value.size(); i++) {
        items.add(read(value.get(i), "%s[%d]".formatted(place, i), depth + 1));
      }
      return new Template.Items(items);
    }
    return value.isString() ? text(value.asString(), place) : new Template.Plain(value);
  }

  private Template text(String text, String place) throws Misplaced {
    var pieces = new ArrayList<Template>();
    var plain = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf(OPENING); open >= 0; open = text.indexOf(OPENING, at)) {
      if (open > at && text.charAt(open - 1) == '$') {
        plain.append(text, at, open - 1).append(OPENING);
        at = open + OPENING.length();
        continue;
      }
      plain.append(text, at, open);
      flush(plain, pieces);
      var reader = new ExpressionReader(text, open + OPENING.length(), known);
      pieces.add(new Template.Whole(expression(reader, place), place));
      at = reader.at();
    }
    plain.append(text, at, text.length());
    if (pieces.size() == 1 && plain.isEmpty()) {
      return pieces.getFirst();
    }
    flush(plain, pieces);
    return pieces.size() == 1 || pieces.isEmpty() ? onlyPiece(pieces) : new Template.Mixed(pieces);
  }

  private static Template onlyPiece(List<Template> pieces) {
    return pieces.isEmpty() ? new Template.Plain(StringNode.valueOf("")) : pieces.getFirst();
  }

  private static void flush(StringBuilder plain, List<Template> pieces) {
    if (!plain.isEmpty()) {
      pieces.add(new Template.Plain(StringNode.valueOf(plain.toString())));
      plain.setLength(0);
    }
  }

  private static Expression expression(ExpressionReader reader, String place) throws Misplaced {
    try {
      return reader.untilBrace();
    } catch (MisreadException e) {
      throw Misplaced.of(place, e);
    }
  }

  /** A condition: true, false, or an expression with or without the signs around it. */
  Expression condition(JsonNode value, String place) throws Misplaced {
    if (value.isBoolean()) {
      return new Expression.Constant(value);
    }
    if (!value.isString()) {
      throw new Misplaced(place, "a condition is an expression in a text, or true or false");
    }
    String text = value.asString();
    if (!text.stripLeading().startsWith(OPENING)) {
      try {
        return ExpressionReader.whole(text, known);
      } catch (MisreadException e) {
        throw Misplaced.of(place, e);
      }
    }
    if (text(text.strip(), place) instanceof Template.Whole whole) {
      return whole.expression();
    }
    throw new Misplaced(place, "a condition is one expression, with nothing around it");
  }

  /** What is wrong, and where in a step. */
  static final class Misplaced extends Exception {

    private static final long serialVersionUID = 1L;

    Misplaced(String place, String what) {
      super(place + ": " + what, null, false, false);
    }

    static Misplaced of(String place, MisreadException misread) {
      return new Misplaced("%s, column %d".formatted(place, misread.column()), misread.what());
    }

    String what() {
      return String.valueOf(getMessage());
    }
  }
}
