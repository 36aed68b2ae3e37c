package io.skillmill.schema.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The same schema, put into a form that answers one question quickly: is this document valid beyond
 * doubt? Nearly all are, and the full validator, which can say what is wrong with the others, takes
 * ten times as long. A yes here must always be a yes there; a no only means that the full one is
 * asked.
 *
 * <p>It knows the few keywords that the schema uses. One that it does not know makes it refuse to
 * be built, so the two cannot drift apart unnoticed.
 */
final class QuickSchema {

  /** A part of the schema. */
  interface Part {
    /** Whether the node fits beyond doubt. */
    boolean fits(JsonNode node);
  }

  /** Keywords that say nothing about validity. */
  private static final Set<String> REMARKS =
      Set.of("$schema", "$id", "title", "description", "default", "definitions");

  private final JsonNode definitions;
  private final Map<String, Part> named = new HashMap<>();

  private QuickSchema(JsonNode definitions) {
    this.definitions = definitions;
  }

  static Part compile(JsonNode schema) {
    return new QuickSchema(schema.path("definitions")).part(schema);
  }

  private Part part(JsonNode schema) {
    var parts = new ArrayList<Part>();
    for (var keyword : schema.properties()) {
      switch (keyword.getKey()) {
        case "$ref" -> parts.add(reference(keyword.getValue().asString()));
        case "items" -> parts.add(items(part(keyword.getValue())));
        case "required" -> {
          if (!schema.has("properties")) {
            parts.add(required(texts(keyword.getValue())));
          }
        }
        case "if" -> parts.add(branch(schema));
        case "properties" -> parts.add(members(schema));
        case "then", "else", "additionalProperties" -> {} // read with if and properties
        case String name when REMARKS.contains(name) -> {}
        case String name -> parts.add(QuickValues.part(name, keyword.getValue()));
      }
    }
    return all(parts);
  }

  private static Part all(List<Part> parts) {
    return switch (parts.size()) {
      case 0 -> _ -> true;
      case 1 -> parts.getFirst();
      default -> {
        Part[] each = parts.toArray(new Part[0]);
        yield node -> {
          for (Part part : each) {
            if (!part.fits(node)) {
              return false;
            }
          }
          return true;
        };
      }
    };
  }

  private Part reference(String reference) {
    Part known = named.get(reference);
    if (known == null) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      known = part(definitions.required(name));
      named.put(reference, known);
    }
    return known;
  }

  private static Part items(Part item) {
    return node -> {
      if (node.isArray()) {
        for (JsonNode element : node) {
          if (!item.fits(element)) {
            return false;
          }
        }
      }
      return true;
    };
  }

  private static Part required(List<String> members) {
    return node -> {
      if (node.isObject()) {
        for (String member : members) {
          if (!node.has(member)) {
            return false;
          }
        }
      }
      return true;
    };
  }

  private Part members(JsonNode schema) {
    var members = new QuickMembers(schema.has("additionalProperties"));
    for (var property : schema.path("properties").properties()) {
      members.add(property.getKey(), part(property.getValue()));
    }
    texts(schema.path("required")).forEach(members::require);
    return members;
  }

  /** Doubt is no answer to an if, so only constants, where there is none, may be asked for. */
  private Part branch(JsonNode schema) {
    for (JsonNode property : schema.path("if").path("properties")) {
      if (schema.path("if").size() != 1 || property.size() != 1 || !property.has("const")) {
        throw new IllegalArgumentException("An if may compare members with constants alone");
      }
    }
    Part condition = constants(schema.path("if").path("properties"));
    Part then = part(schema.required("then"));
    Part otherwise = part(schema.required("else"));
    return node -> (condition.fits(node) ? then : otherwise).fits(node);
  }

  /** A member that is absent is no reason for a no. */
  private static Part constants(JsonNode properties) {
    var wanted = new HashMap<String, JsonNode>();
    properties.properties().forEach(one -> wanted.put(one.getKey(), one.getValue().path("const")));
    return node -> {
      for (var one : wanted.entrySet()) {
        JsonNode value = node.get(one.getKey());
        if (value != null && !value.equals(one.getValue())) {
          return false;
        }
      }
      return true;
    };
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asString()));
    return List.copyOf(new HashSet<>(texts));
  }
}
