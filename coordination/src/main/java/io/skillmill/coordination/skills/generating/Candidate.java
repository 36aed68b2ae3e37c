package io.skillmill.coordination.skills.generating;

import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.Implementation.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model wrote, held to the contract.
 *
 * @param examples as they were written
 */
record Candidate(Application application, ArrayNode examples) {

  private static final int EXAMPLES_MAX = 5;

  private static final String CONTRACT =
      "Answer with one JSON object: {\"declaration\": {...}, \"source\": \"...\", \"examples\":"
          + " [{\"input\": {...}, \"output\": ...}]}";

  /**
   * Reads one.
   *
   * @throws ProblemException where it is none; says why
   */
  static Candidate read(String text, SkillWish wish) {
    ObjectNode tree = object(text);
    if (!(tree.path("examples") instanceof ArrayNode examples) || examples.isEmpty()) {
      throw wrong("There are no examples to try the skill by");
    }
    if (examples.size() > EXAMPLES_MAX) {
      throw wrong(
          "There are %d examples, and %d are tried".formatted(examples.size(), EXAMPLES_MAX));
    }
    if (!(tree.path("declaration") instanceof ObjectNode declaration)) {
      throw wrong("There is no declaration");
    }
    for (var member : tree.propertyNames()) {
      if (!member.equals("declaration") && !member.equals("source") && !member.equals("examples")) {
        throw wrong("'%s' is no part of the answer".formatted(member));
      }
    }
    wish.name().ifPresent(name -> declaration.put("name", name));
    checkKind(declaration, wish);
    checkSchema(declaration, "inputs");
    checkSchema(declaration, "outputs");
    return new Candidate(Application.read(tree.put("check", true)), examples);
  }

  private static void checkKind(JsonNode declaration, SkillWish wish) {
    String word = declaration.path("implementation").path("kind").asString("");
    boolean known = Kind.of(word).filter(wish.kinds()::contains).isPresent();
    if (!known || wish.kind().map(Kind::word).filter(each -> !each.equals(word)).isPresent()) {
      throw wrong(
          "The declaration's implementation is of the kind '%s', and is to be of the kind %s"
              .formatted(word, wish.kindWords()));
    }
  }

  /** What looks like a schema is one: a slip in it would make parameters of its words. */
  private static void checkSchema(JsonNode declaration, String name) {
    JsonNode schema = declaration.path(name);
    if (!schema.path("type").asString("").equals("object") || !schema.has("properties")) {
      return;
    }
    try {
      if (!schema.path("properties").isObject()) {
        throw new IllegalArgumentException("its 'properties' are no object");
      }
      var _ = Shape.of(schema);
    } catch (IllegalArgumentException e) {
      throw wrong("The %s are no JSON Schema: %s".formatted(name, e.getMessage()));
    }
  }

  private static ObjectNode object(String text) {
    try {
      if (Json.read(bare(text)) instanceof ObjectNode tree) {
        return tree;
      }
      throw wrong("The answer is JSON, and no object");
    } catch (Json.MalformedException e) {
      throw wrong(
          "The answer is not JSON: line %d, column %d: %s"
              .formatted(e.line(), e.column(), e.getMessage()));
    }
  }

  /** Without the fence that models like to put around JSON. */
  private static String bare(String text) {
    String bare = text.strip();
    int start = bare.indexOf('{');
    int end = bare.lastIndexOf('}') + 1;
    return bare.startsWith("```") && start > 0 && end > start ? bare.substring(start, end) : bare;
  }

  private static ProblemException wrong(String what) {
    return Problem.usage(what, CONTRACT).asException();
  }
}
