package io.skillmill.coordination.skills.registry;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody sends to have a skill registered: {@code {"declaration": {…}, "source": "…"}}, or
 * {@code {"code": "…", "meta": {…}}}.
 *
 * @param declaration as a skill.yaml would have it, as far as it goes
 * @param source its text, if it comes apart from the declaration
 * @param examples calls that must go well before it is taken
 * @param unchangedSince the revision that must be the one that serves; 0 for none
 * @param warnings what is worth knowing about what was sent
 * @param brief whether it came with a {@code meta}
 */
public record Application(
    ObjectNode declaration,
    Optional<String> source,
    List<Example> examples,
    OptionalLong unchangedSince,
    List<String> warnings,
    boolean brief) {

  static final int EXAMPLES_MAX = 100;

  /** A call, and what must come of it, if that is said. */
  public record Example(ObjectNode input, Optional<JsonNode> output) {}

  public Application {
    examples = List.copyOf(examples);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads what was sent.
   *
   * @throws ProblemException where it is none
   */
  public static Application read(JsonNode sent) {
    if (!sent.isObject()) {
      throw wrong("What was sent is no JSON object");
    }
    boolean brief = sent.has("code") || sent.has("meta");
    if (brief == sent.has("declaration")) {
      throw wrong(
          brief ? "Both meta and declaration were sent" : "Neither meta nor declaration was sent");
    }
    var warnings = new ArrayList<String>();
    var declaration =
        brief
            ? new Meta(object(sent, "meta"), warnings).declaration()
            : object(sent, "declaration").deepCopy();
    return new Application(
        declaration,
        text(sent, brief ? "code" : "source"),
        sent.path("check").asBoolean(false) ? examples(sent) : List.of(),
        revision(sent),
        warnings,
        brief);
  }

  /** The name that it would have, for answers; empty where it has none. */
  public String name() {
    return declaration.path("name").asString("");
  }

  private static ObjectNode object(JsonNode sent, String name) {
    if (sent.path(name) instanceof ObjectNode object) {
      return object;
    }
    throw wrong("'%s' is no JSON object".formatted(name));
  }

  private static Optional<String> text(JsonNode sent, String name) {
    JsonNode value = sent.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrong("'%s' is no text".formatted(name));
    }
    return Optional.of(value.asString());
  }

  private static List<Example> examples(JsonNode sent) {
    var examples = new ArrayList<Example>();
    for (JsonNode each : sent.path("examples")) {
      if (!(each.path("input") instanceof ObjectNode input)) {
        throw wrong("An example has no 'input' that is a JSON object");
      }
      examples.add(
          new Example(
              input, each.has("output") ? Optional.of(each.path("output")) : Optional.empty()));
    }
    if (examples.isEmpty() || examples.size() > EXAMPLES_MAX) {
      throw Problem.usage(
              "There are %d examples to check the skill by".formatted(examples.size()),
              "Send 1 to %d, each with an input and perhaps an output".formatted(EXAMPLES_MAX))
          .asException();
    }
    return examples;
  }

  private static OptionalLong revision(JsonNode sent) {
    JsonNode value = sent.path("if_revision");
    if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
      throw wrong("'if_revision' is no revision");
    }
    return OptionalLong.of(value.asLong());
  }

  private static ProblemException wrong(String what) {
    return Problem.usage(
            what,
            "Send {\"declaration\": {...}, \"source\": \"...\"}, or {\"code\": \"...\", \"meta\":"
                + " {...}}")
        .asException();
  }

  /**
   * An application for the skill in this directory, in this declaration, or in this file of code,
   * which is then called as the file is.
   *
   * @throws ProblemException where there is none
   */
  public static Application from(Path place) {
    return Manuscript.of(place);
  }

  /** An application that is there as its parts. */
  public static Application of(ObjectNode declaration, Optional<String> source) {
    return new Application(declaration, source, List.of(), OptionalLong.empty(), List.of(), false);
  }

  /** As it is sent. */
  public ObjectNode sent() {
    var tree = Json.object();
    tree.set("declaration", declaration);
    source.ifPresent(text -> tree.put("source", text));
    return tree;
  }
}
