package io.skillmill.coordination.skills.generating;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.Implementation.Kind;
import io.skillmill.schema.run.SkillName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Which skill somebody would like to have.
 *
 * @param description in a person's words
 * @param name how it is to be called; the model finds a name where it is empty
 * @param kind in which way it is to be implemented; the model chooses where it is empty
 * @param inputs what it is to take, in whatever form the model may be told it
 * @param kinds those among which the model may choose
 */
public record SkillWish(
    String description,
    Optional<String> name,
    Optional<Kind> kind,
    Optional<JsonNode> inputs,
    List<Kind> kinds) {

  /** Those that are nothing but text, and do something. */
  static final List<Kind> KINDS = List.of(Kind.COMPOSITE, Kind.JAVASCRIPT, Kind.PYTHON);

  /** Those of them that reach nothing of a machine, whatever it has to bound programs. */
  private static final List<Kind> CONFINED = List.of(Kind.COMPOSITE, Kind.JAVASCRIPT);

  private static final int DESCRIPTION_CHARS_MAX = 8_000;
  private static final int INPUTS_CHARS_MAX = 20_000;

  public SkillWish {
    kinds = List.copyOf(kinds);
    if (description.isBlank() || description.length() > DESCRIPTION_CHARS_MAX) {
      throw Problem.usage(
              "It is not said what the skill is to do",
              "Describe it in 1 to %d characters".formatted(DESCRIPTION_CHARS_MAX))
          .asException();
    }
    if (name.isPresent() && !SkillName.isValid(name.get())) {
      throw Problem.usage(
              "A skill cannot be called '%s'".formatted(name.get()), "A name is " + SkillName.RULE)
          .asException();
    }
    if (kind.isPresent() && !KINDS.contains(kind.get())) {
      throw Problem.usage(
              "A skill of the kind '%s' is not written by a model".formatted(kind.get().word()),
              "Ask for composite, javascript or python")
          .asException();
    }
    if (inputs.filter(each -> !each.isContainer() || tooLong(each)).isPresent()) {
      throw Problem.usage(
              "The inputs are no list and no object, or too much",
              "Send a JSON Schema, or the members with a type each, in up to %d characters"
                  .formatted(INPUTS_CHARS_MAX))
          .asException();
    }
  }

  private static boolean tooLong(JsonNode inputs) {
    return Json.write(inputs).length() > INPUTS_CHARS_MAX;
  }

  /**
   * Of words as they were typed.
   *
   * @throws io.skillmill.schema.problem.ProblemException where they make no wish
   */
  public static SkillWish of(String description, Optional<String> name, Optional<String> kind) {
    return new SkillWish(description, name, kind.map(SkillWish::kind), Optional.empty(), KINDS);
  }

  /** The same for a skill that takes this. */
  public SkillWish taking(Optional<JsonNode> wished) {
    return new SkillWish(description, name, kind, wished, kinds);
  }

  /**
   * The same where the words are not a person's: what comes of it is run before anybody has seen
   * it, and is nothing that could reach the machine.
   */
  public SkillWish confined() {
    return new SkillWish(description, name, kind, inputs, CONFINED);
  }

  /** Those that it may be of, for messages. */
  String kindWords() {
    return kind.map(List::of).orElse(kinds).stream()
        .map(Kind::word)
        .collect(Collectors.joining(" or "));
  }

  /** Of what was sent: {@code {"description": "…", "name": "…", "kind": "…", "inputs": …}}. */
  public static SkillWish read(JsonNode sent) {
    JsonNode inputs = sent.path("inputs");
    return of(sent.path("description").asString(""), text(sent, "name"), text(sent, "kind"))
        .taking(Optional.of(inputs).filter(each -> !each.isMissingNode() && !each.isNull()));
  }

  private static Optional<String> text(JsonNode sent, String name) {
    return Optional.of(sent.path(name).asString("")).filter(text -> !text.isEmpty());
  }

  private static Kind kind(String word) {
    return Kind.of(word)
        .orElseThrow(() ->
            Problem.usage(
                    "There is no kind of skill '%s'".formatted(word),
                    "Ask for composite, javascript or python")
                .asException());
  }
}
