package io.skillmill.parsers.traits;

import io.skillmill.parsers.yaml.Field;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments that a frontmatter declares, and what a placeholder of the body stands for.
 *
 * @param names those that are named, in their order
 */
record Arguments(Optional<Field> hint, Optional<Field> declared, List<String> names) {

  static final Arguments NONE = new Arguments(Optional.empty(), Optional.empty(), List.of());

  static Arguments of(Frontmatter frontmatter) {
    Optional<Field> hint =
        frontmatter.field("argument-hint").or(() -> frontmatter.field("argument_hint"));
    Optional<Field> declared = frontmatter.field("arguments");
    var names = new ArrayList<String>();
    declared.ifPresent(field -> names(field, names));
    return new Arguments(hint, declared, List.copyOf(names));
  }

  private static void names(Field field, List<String> names) {
    if (field.value() instanceof ArrayNode list) {
      list.forEach(
          one -> names.add(one.isObject() ? one.path("name").asString("") : one.asString("")));
    } else if (field.value() instanceof ObjectNode object) {
      object.forEachEntry((name, _) -> names.add(name));
    } else {
      for (String name : field.value().asString("").split("[ ,]", -1)) {
        names.add(name);
      }
    }
    names.removeIf(String::isBlank);
  }

  /** Nothing where none are declared. */
  Optional<ObjectNode> json() {
    if (hint.isEmpty() && declared.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode told = Json.small(4);
    hint.ifPresent(field -> told.put("hint", field.value().asString(field.value().toString())));
    ArrayNode listed = Json.array();
    names.forEach(listed::add);
    told.set("names", listed);
    Field first = declared.or(() -> hint).orElseThrow();
    return Optional.of(told.put("line", first.key().line()).put("column", first.key().column()));
  }

  /**
   * What a placeholder stands for; empty where it is none, such as a price or a variable.
   *
   * @param digits whether it may be called by a number alone
   */
  String kind(String written, String after, boolean digits) {
    if (written.startsWith("{{")) {
      return "template";
    }
    if (written.startsWith("${")) {
      return written.startsWith("${CLAUDE_") ? "session" : "";
    }
    String name = written.substring(1);
    int index = name.indexOf('[');
    String bare = index < 0 ? name : name.substring(0, index);
    if (bare.equals("ARGUMENTS") || names.contains(bare)) {
      return "argument";
    }
    boolean digit = bare.length() == 1 && Character.isDigit(bare.charAt(0));
    boolean price =
        after.length() > 1
            && ".,".indexOf(after.charAt(0)) >= 0
            && Character.isDigit(after.charAt(1));
    return digit && digits && !price ? "argument" : "";
  }

  /** The same where a client has no arguments by a dollar. */
  static String kindInBraces(String written) {
    return !written.startsWith("{{")
        ? ""
        : written.substring(2, written.length() - 2).strip().equals("args")
            ? "argument"
            : "template";
  }
}
