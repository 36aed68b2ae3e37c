package io.skillmill.coordination.skills.composite;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes values of templates. What it makes is a copy, so that no step can change what another one
 * sees, and of bounded size, because steps that double a value would soon fill the memory.
 */
final class Making {

  /** How many values and characters there may be in all that one run makes. */
  static final int SIZE_MAX = 16 << 20;

  private final Evaluation evaluation;
  private int left = SIZE_MAX;

  Making(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /**
   * Makes a value.
   *
   * @param where which step it is for, for messages
   */
  synchronized JsonNode value(Template template, String where) throws SkillException {
    return switch (template) {
      case Template.Plain(JsonNode value) -> copy(value);
      case Template.Whole whole -> copy(worked(whole, where));
      case Template.Mixed mixed -> text(mixed, where);
      case Template.Members members -> object(members, where);
      case Template.Items items -> {
        var array = Json.array();
        spend(1);
        for (Template item : items.items()) {
          array.add(value(item, where));
        }
        yield array;
      }
    };
  }

  private ObjectNode object(Template.Members members, String where) throws SkillException {
    var object = Json.object();
    spend(1);
    for (var member : members.members().entrySet()) {
      object.set(member.getKey(), value(member.getValue(), where));
    }
    return object;
  }

  private JsonNode text(Template.Mixed mixed, String where) throws SkillException {
    var text = new StringBuilder();
    for (Template piece : mixed.pieces()) {
      JsonNode value =
          switch (piece) {
            case Template.Whole whole -> worked(whole, where);
            case Template.Plain(JsonNode plain) -> plain;
            case Template.Mixed _, Template.Members _, Template.Items _ ->
                throw new IllegalStateException("A text is made of texts and expressions");
          };
      String told = told(value);
      spend(told.length());
      text.append(told);
    }
    return StringNode.valueOf(text.toString());
  }

  private String told(JsonNode value) throws SkillException {
    if (value.isNull()) {
      return "";
    }
    if (value.isContainer()) {
      return Json.write(copy(value));
    }
    return value.asString();
  }

  private JsonNode worked(Template.Whole whole, String where) throws SkillException {
    try {
      return evaluation.value(whole.expression());
    } catch (MisreadException e) {
      throw failed(where + ", " + whole.place(), e);
    }
  }

  /** What becomes of an expression that comes to nothing. */
  static SkillException failed(String where, MisreadException why) {
    return SkillException.broken(
        "ExpressionError", "%s, column %d: %s".formatted(where, why.column(), why.what()));
  }

  private JsonNode copy(JsonNode value) throws SkillException {
    if (value.isObject()) {
      var object = Json.object();
      spend(1);
      for (var member : value.properties()) {
        spend(member.getKey().length());
        object.set(member.getKey(), copy(member.getValue()));
      }
      return object;
    }
    if (value.isArray()) {
      var array = Json.array();
      spend(1);
      for (JsonNode item : value) {
        array.add(copy(item));
      }
      return array;
    }
    spend(value.isString() ? value.asString().length() + 1 : 1);
    return value;
  }

  private void spend(int size) throws SkillException {
    left -= size;
    if (left < 0) {
      throw SkillException.broken(
          "TooLarge",
          "The values that the steps pass on have more than %,d characters in all"
              .formatted(SIZE_MAX));
    }
  }
}
