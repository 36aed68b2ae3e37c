package io.skillmill.parsers.declared;

import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Turns a JSON Schema of inputs into rules, one for each constraint, and its defaults and texts
 * into directives. References within the file are followed, within limits.
 */
final class InputRules {

  /** How deep inputs within inputs are looked at, references counted. */
  private static final int LEVELS_MAX = 12;

  /** How many keywords of schemas are looked at, those behind references each time. */
  private static final int STEPS_MAX = 100_000;

  /** How much of an input's path is shown. */
  private static final int PATH_MAX = 120;

  private final Declaration declaration;

  /** The very schemas that the one at hand is within. */
  private final Set<JsonNode> above = Collections.newSetFromMap(new IdentityHashMap<>());

  private int steps;
  private boolean cut;

  /** The outermost schema at hand, which a reference within it begins at. */
  private Located base;

  InputRules(Declaration declaration) {
    this.declaration = declaration;
    this.base = declaration.root();
  }

  /** All that a schema of inputs demands. */
  void all(Located schema, String section) {
    base = schema;
    object(schema, section, "");
    base = declaration.root();
  }

  /**
   * What a value stands for. A pointer counts from the schema that it stands in, as JSON Schema has
   * it, and where nothing is there, from the file.
   */
  Located resolved(Located value) {
    return Reference.resolved(value, base, declaration.root());
  }

  /** The members of an object, each by its path from the outermost. */
  void object(Located schema, String section, String path) {
    Located resolved = resolved(schema);
    if (enter(resolved)) {
      members(resolved, section, path);
      above.remove(resolved.json());
    }
  }

  /** One input: what its schema demands, and what it says. */
  void input(Located schema, String section, String path) {
    Located resolved = resolved(schema);
    if (!enter(resolved)) {
      return;
    }
    new Constraints(declaration, section, quoted(path)).of(resolved);
    String inner = section.isEmpty() ? path : section + Passage.UNDER + path;
    declaration.sentences(schema.at("description"), inner);
    declaration.sentences(resolved.at("description"), inner);
    members(resolved, section, path);
    if (resolved.at("items").isObject()) {
      input(resolved.at("items"), section, path + "[]");
    }
    above.remove(resolved.json());
  }

  private void members(Located schema, String section, String path) {
    required(schema, section, path);
    for (Located property : schema.at("properties")) {
      input(property, section, under(path, property.name()));
    }
    closed(schema, section, path);
    for (Located part : schema.at("allOf")) {
      object(part, section, path);
    }
  }

  private void required(Located schema, String section, String path) {
    Located properties = schema.at("properties");
    for (Located name : schema.at("required")) {
      if (!name.isText()) {
        continue;
      }
      declaration.rule(
          "existence_check", name, quoted(under(path, name.text())) + " is given", section);
      if (properties.isObject() && !properties.at(name.text()).isThere()) {
        declaration.warning(
            "input-required-unknown",
            "%s is required and is no property; add it to the properties, or remove it here"
                .formatted(Shown.of(name.text())),
            name);
      }
    }
  }

  private void closed(Located schema, String section, String path) {
    Located more = schema.at("additionalProperties");
    if (more.isFalse()) {
      String inside = path.isEmpty() ? "" : " in " + quoted(path);
      declaration.rule("validation", more, "nothing else is given" + inside, section);
    } else if (more.isObject()) {
      input(more, section, under(path, "*"));
    }
  }

  /** Goes on with a schema unless it is one of those it is within, too deep, or one too many. */
  private boolean enter(Located schema) {
    if (above.contains(schema.json())) {
      return false;
    }
    steps += 1 + schema.children().size() + schema.at("required").children().size();
    if (above.size() >= LEVELS_MAX || steps > STEPS_MAX) {
      tellCut(schema);
      return false;
    }
    above.add(schema.json());
    return true;
  }

  private void tellCut(Located schema) {
    if (!cut) {
      cut = true;
      declaration.info(
          "inputs-left-out",
          "Inputs more than %d levels deep, or past %d keywords, make no rules; nest and repeat less"
              .formatted(LEVELS_MAX, STEPS_MAX),
          schema);
    }
  }

  private static String under(String path, String name) {
    return Shown.brief(path.isEmpty() ? name : path + "." + name, PATH_MAX);
  }

  private static String quoted(String path) {
    return "\"" + path + "\"";
  }
}
