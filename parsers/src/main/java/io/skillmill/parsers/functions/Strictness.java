package io.skillmill.parsers.functions;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.HashSet;

/** Holds the schema of a function's inputs to the rules of its form, and of strict mode. */
final class Strictness {

  private final Declaration declaration;

  private Strictness(Declaration declaration) {
    this.declaration = declaration;
  }

  static void check(Located function, Located inputs, Declaration declaration) {
    Located type = inputs.at("type");
    if (!type.text().equalsIgnoreCase("object") && !inputs.children().isEmpty()) {
      declaration.error(
          "function-input-root",
          "The schema of the inputs must have \"type\": \"object\" at its root; add it",
          type);
    }
    if (!function.at("description").isThere() || function.at("description").text().isBlank()) {
      declaration.warning(
          "function-undescribed",
          "The function has no description, so a model can only guess when to call it; say what it"
              + " does and when to use it",
          function);
    }
    if (function.at("strict").isTrue()) {
      new Strictness(declaration).object(inputs);
    }
  }

  /** In strict mode every property is required, and no others are allowed. */
  private void object(Located schema) {
    Located properties = schema.at("properties");
    if (properties.isObject() || schema.at("type").text().equals("object")) {
      if (!schema.at("additionalProperties").isFalse()) {
        declaration.error(
            "function-strict-open",
            "Strict mode needs \"additionalProperties\": false on every object; add it here",
            schema);
      }
      var required = new HashSet<String>();
      schema.at("required").forEach(name -> required.add(name.text()));
      for (Located property : properties) {
        if (!required.contains(property.name())) {
          declaration.error(
              "function-strict-optional",
              "Strict mode needs every property to be required; add %s to required, and allow null"
                      .formatted(Shown.of(property.name()))
                  + " where it may be left out",
              property.named());
        }
      }
    }
    properties.forEach(this::object);
    if (schema.at("items").isObject()) {
      object(schema.at("items"));
    }
    for (String holder : new String[] {"anyOf", "$defs", "definitions"}) {
      schema.at(holder).forEach(this::object);
    }
  }
}
