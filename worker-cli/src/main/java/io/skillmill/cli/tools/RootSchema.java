package io.skillmill.cli.tools;

import io.skillmill.schema.json.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema of an object as models take it: its root is an object with members, and neither a
 * reference nor a choice, for those are refused there. The members of all branches are told, each
 * as any of the branches has it. The skill goes on checking what it declares.
 */
final class RootSchema {

  /** How many branches and references of a root are followed. */
  static final int PARTS_MAX = 500;

  private static final List<String> CHOICES = List.of("anyOf", "oneOf");
  private static final List<String> REFUSED = List.of("$ref", "allOf", "anyOf", "oneOf", "not");

  private final ObjectNode schema;
  private final Set<String> underWay = new HashSet<>();
  private int parts;
  private Optional<String> lost = Optional.empty();

  private RootSchema(ObjectNode schema) {
    this.schema = schema;
  }

  /** The same schema with a plain root. */
  static ObjectNode plain(ObjectNode schema) {
    return new RootSchema(schema).made();
  }

  /**
   * The same, where nothing is lost that the schema takes.
   *
   * @throws StrictSchema.LooseException where something is; says what
   */
  static ObjectNode whole(ObjectNode schema) throws StrictSchema.LooseException {
    var root = new RootSchema(schema);
    ObjectNode made = root.made();
    if (root.lost.isPresent()) {
      throw new StrictSchema.LooseException("", root.lost.get());
    }
    return made;
  }

  private ObjectNode made() {
    if (schema.has("enum")) {
      lose("is described with 'enum'");
    }
    var made = schema.deepCopy();
    made.remove(REFUSED);
    made.remove("enum");
    made.set("properties", members(schema));
    var names = new LinkedHashSet<String>();
    required(schema, names);
    made.remove("required");
    if (!names.isEmpty()) {
      names.forEach(made.putArray("required")::add);
    }
    return made;
  }

  private void lose(String why) {
    lost = lost.or(() -> Optional.of(why));
  }

  /** Its own, and those of all that it is described with, which all may be given. */
  private ObjectNode members(JsonNode part) {
    var all = Json.object();
    also(all, part.path("properties"));
    reference(part).ifPresent(target -> also(all, followed(part, target)));
    for (JsonNode branch : part.path("allOf")) {
      also(all, branch(branch));
    }
    for (String choice : CHOICES) {
      also(all, either(part.path(choice)));
    }
    return all;
  }

  /**
   * What was there before is not said again: both would have to hold, and the skill checks that.
   */
  private void also(ObjectNode all, JsonNode members) {
    for (var member : members.properties()) {
      String name = member.getKey();
      if (!all.has(name)) {
        all.set(name, member.getValue().deepCopy());
      } else if (!all.path(name).equals(member.getValue())) {
        lose("describes '%s' twice".formatted(name));
      }
    }
  }

  private ObjectNode either(JsonNode branches) {
    var variants = new LinkedHashMap<String, Set<JsonNode>>();
    for (JsonNode branch : branches) {
      for (var member : branch(branch).properties()) {
        variants
            .computeIfAbsent(member.getKey(), _ -> new LinkedHashSet<>())
            .add(member.getValue());
      }
    }
    var members = Json.object();
    variants.forEach((name, described) -> members.set(name, one(described)));
    return members;
  }

  private static JsonNode one(Set<JsonNode> described) {
    if (described.size() == 1) {
      return described.iterator().next();
    }
    var either = Json.object();
    described.forEach(either.putArray("anyOf")::add);
    return either;
  }

  private ObjectNode branch(JsonNode branch) {
    if (++parts > PARTS_MAX) {
      lose("has more than %d branches".formatted(PARTS_MAX));
      return Json.object();
    }
    StrictSchema.more(branch).ifPresent(this::lose);
    return members(branch);
  }

  /** A circle adds nothing to what it began with. */
  private ObjectNode followed(JsonNode part, JsonNode target) {
    String reference = part.path("$ref").asString("");
    if (!underWay.add(reference)) {
      return Json.object();
    }
    try {
      return branch(target);
    } finally {
      underWay.remove(reference);
    }
  }

  /** Of a choice none is: another branch may do without it. */
  private void required(JsonNode part, Set<String> names) {
    if (++parts > PARTS_MAX) {
      return;
    }
    part.path("required").forEach(name -> names.add(name.asString("")));
    part.path("allOf").forEach(branch -> required(branch, names));
    String reference = part.path("$ref").asString("");
    if (underWay.add(reference)) {
      reference(part).ifPresent(target -> required(target, names));
      underWay.remove(reference);
    }
  }

  private Optional<JsonNode> reference(JsonNode part) {
    if (!part.has("$ref")) {
      return Optional.empty();
    }
    String reference = part.path("$ref").asString("");
    boolean inside = reference.startsWith("#/");
    JsonNode at = inside ? schema.at(reference.substring(1)) : schema;
    if (!at.isObject() || !(inside || reference.equals("#"))) {
      lose("refers to " + reference);
      return Optional.empty();
    }
    return Optional.of(at);
  }
}
