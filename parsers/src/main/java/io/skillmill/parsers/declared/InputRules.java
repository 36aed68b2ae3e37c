package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Turns a JSON Schema of inputs into rules, one for each constraint, and its defaults and texts
 * into directives. References within the file are followed, within limits; what no rule can carry
 * is told.
 */
final class InputRules {

  /** How deep inputs within inputs are looked at, references counted. */
  private static final int LEVELS_MAX = 12;

  /** How many keywords of schemas are looked at, those behind references each time. */
  private static final int STEPS_MAX = 100_000;

  private final Declaration declaration;
  private final Statements statements;
  private final Composition composition;

  /** The very schemas that the one at hand is within. */
  private final Set<JsonNode> above = Collections.newSetFromMap(new IdentityHashMap<>());

  private int steps;
  private boolean cut;

  /** The outermost schema at hand, which a reference within it begins at. */
  private Located base;

  /** Whether it is what a client of OpenAPI sends. */
  private boolean request;

  InputRules(Declaration declaration) {
    this.declaration = declaration;
    this.statements = new Statements(declaration);
    this.composition = new Composition(this, statements);
    this.base = declaration.root();
  }

  /** All that a schema of inputs demands. */
  void all(Located schema, String section) {
    base = schema;
    input(schema, section, "");
    base = declaration.root();
  }

  /** The same for a body that is sent, of which the service sets some members itself. */
  void request(Located schema, String section) {
    request = true;
    all(schema, section);
    request = false;
  }

  /** One input: what its schema demands, and what it says. */
  void input(Located schema, String section, String path) {
    statements.begin();
    walk(schema, Spot.of(section, path));
  }

  /**
   * What a value stands for. A pointer counts from the schema that it stands in, as JSON Schema has
   * it, and where nothing is there, from the file.
   */
  Located resolved(Located value) {
    return Reference.resolved(value, base, declaration.root());
  }

  void walk(Located schema, Spot spot) {
    walk(schema, spot, true);
  }

  /**
   * All that a schema demands of the input at a spot.
   *
   * @param typed whether its type is still to be told
   */
  void walk(Located schema, Spot spot, boolean typed) {
    if (schema.isFalse()) {
      statements.rule("validation", schema, spot, spot.shown() + " is not given");
    }
    if (!schema.isObject()) {
      return;
    }
    Located resolved = resolved(schema);
    if (enter(resolved)) {
      own(resolved, spot, typed);
      if (resolved != schema) {
        own(schema, spot, typed);
      } else {
        statements.leftOut(schema.at("$ref"), spot, "it leads to nothing in this file");
      }
      above.remove(resolved.json());
    }
  }

  private void own(Located schema, Spot spot, boolean typed) {
    // that all inputs together make an object goes without saying
    boolean bare = spot.path().isEmpty() && schema.at("type").text().equalsIgnoreCase("object");
    new Constraints(statements, spot, spot.shown()).of(schema, typed && !bare);
    statements.sentences(schema.at("description"), spot.section());
    required(schema, spot);
    for (Located property : schema.at("properties")) {
      property(property, spot.under(property.name()));
    }
    closed(schema, spot);
    items(schema, spot);
    composition.of(schema, spot);
  }

  // spec: If the property is marked as readOnly being true and is in the required list, the
  // required will take effect on the response only.
  private boolean isSetByService(Located property) {
    return request
        && (property.at("readOnly").isTrue() || resolved(property).at("readOnly").isTrue());
  }

  private void property(Located property, Spot spot) {
    if (isSetByService(property)) {
      statements.directive(
          "constraint", property, spot, spot.shown() + " is set by the service; leave it out");
    } else {
      walk(property, spot);
    }
  }

  private void required(Located schema, Spot spot) {
    Located properties = schema.at("properties");
    for (Located name : schema.at("required")) {
      Located property = properties.at(name.text());
      if (!name.isText() || isSetByService(property)) {
        continue;
      }
      Spot inner = spot.under(name.text());
      statements.rule("existence_check", name, spot, inner.shown() + " is given");
      if (properties.isObject() && !property.isThere() && standsAlone(schema, spot)) {
        statements.warning(
            "input-required-unknown",
            "%s is required and is no property; add it to the properties, or remove it here"
                .formatted(Shown.of(name.text())),
            name);
      }
    }
  }

  /** Whether no other schema could have the properties that this one requires. */
  private static boolean standsAlone(Located schema, Spot spot) {
    return !spot.part()
        && schema.children().stream().map(Located::name).noneMatch(Composition.HOLDERS::contains);
  }

  private void closed(Located schema, Spot spot) {
    for (String keyword : new String[] {"additionalProperties", "unevaluatedProperties"}) {
      Located more = schema.at(keyword);
      if (more.isFalse()) {
        String inside = spot.path().isEmpty() ? "" : " in " + spot.shown();
        statements.rule("validation", more, spot, "nothing else is given" + inside);
      } else {
        walk(more, spot.under("*"));
      }
    }
    for (Located pattern : schema.at("patternProperties")) {
      walk(pattern, spot.under("/" + pattern.name() + "/"));
    }
  }

  /** Since 2020 a list of schemas by place stands under a name of its own. */
  private void items(Located schema, Spot spot) {
    boolean old = schema.at("items").isArray();
    Located places = schema.at(old ? "items" : "prefixItems");
    for (Located item : places) {
      walk(item, spot.item(item.name()));
    }
    for (String keyword : new String[] {old ? "additionalItems" : "items", "unevaluatedItems"}) {
      Located rest = schema.at(keyword);
      if (rest.isFalse()) {
        String none = places.isArray() ? " has no further items" : " has no items";
        statements.rule("validation", rest, spot, spot.shown() + none);
      } else {
        walk(rest, spot.item(""));
      }
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
}
