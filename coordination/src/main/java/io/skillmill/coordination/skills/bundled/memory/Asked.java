package io.skillmill.coordination.skills.bundled.memory;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.db.MemoryRows;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the memory is asked: an operation and its arguments, which stand beside it, in an object
 * {@code params}, or in a JSON text {@code params}. All three mean the same.
 */
record Asked(String operation, ObjectNode arguments) {

  static final int NAME_CHARS_MAX = 500;
  static final int OBSERVATION_CHARS_MAX = 20_000;
  static final int ITEMS_MAX = 1_000;

  private static final List<String> OPERATIONS =
      List.of(
          "create_entities",
          "create_relations",
          "add_observations",
          "delete_entities",
          "delete_observations",
          "delete_relations",
          "read_graph",
          "search_nodes",
          "open_nodes");

  /** What is to be added to an entity, or to be forgotten. */
  record Note(String entity, List<String> observations) {}

  static Asked of(ObjectNode input) throws SkillException {
    String operation = input.path("operation").asString("");
    if (!OPERATIONS.contains(operation)) {
      throw unknown(operation);
    }
    JsonNode params = input.path("params");
    if (params.isMissingNode() || params.isNull()) {
      return new Asked(operation, input);
    }
    var arguments = input.objectNode().setAll(input);
    arguments.setAll(params.isString() ? read(params.asString()) : object(params));
    return new Asked(operation, arguments);
  }

  static SkillException unknown(String operation) {
    return SkillException.refused(
        "Unknown operation: '%s'. Use one of %s"
            .formatted(
                operation.substring(0, Math.min(operation.length(), 100)),
                String.join(", ", OPERATIONS)));
  }

  private static ObjectNode read(String text) throws SkillException {
    if (text.isBlank()) {
      return Json.object();
    }
    try {
      return object(Json.read(text));
    } catch (Json.MalformedException e) {
      throw SkillException.refused(
          "'params' is not JSON (line %d, column %d): give an object, or a text that holds one"
              .formatted(e.line(), e.column()));
    }
  }

  private static ObjectNode object(JsonNode params) throws SkillException {
    if (params instanceof ObjectNode object) {
      return object;
    }
    throw SkillException.refused("'params' is no object: give the arguments by their names");
  }

  // ---- arguments

  List<MemoryRows.Entity> entities() throws SkillException {
    var entities = new ArrayList<MemoryRows.Entity>();
    for (JsonNode item : items("entities")) {
      String name = name(item, "name");
      String type = name(item, "entityType");
      if (!name.isEmpty()) {
        entities.add(
            new MemoryRows.Entity(
                name, type.isEmpty() ? "unknown" : type, observations(item.path("observations"))));
      }
    }
    return entities;
  }

  List<MemoryRows.Relation> relations() throws SkillException {
    var relations = new ArrayList<MemoryRows.Relation>();
    for (JsonNode item : items("relations")) {
      relations.add(
          new MemoryRows.Relation(
              name(item, "from"), name(item, "to"), name(item, "relationType")));
    }
    return relations;
  }

  List<Note> notes(String list, String observations) throws SkillException {
    var notes = new ArrayList<Note>();
    for (JsonNode item : items(list)) {
      notes.add(new Note(name(item, "entityName"), observations(item.path(observations))));
    }
    return notes;
  }

  List<String> names(String list) throws SkillException {
    var names = new ArrayList<String>();
    for (JsonNode item : array(list)) {
      names.add(text(item, list, NAME_CHARS_MAX));
    }
    return names;
  }

  String query() throws SkillException {
    if (!arguments.path("query").isString()) {
      throw missing("query", "a text");
    }
    return text(arguments.path("query"), "query", NAME_CHARS_MAX);
  }

  private List<JsonNode> items(String list) throws SkillException {
    var items = array(list);
    for (JsonNode item : items) {
      if (!item.isObject()) {
        throw missing(list, "a list of objects");
      }
    }
    return items;
  }

  private List<JsonNode> array(String list) throws SkillException {
    JsonNode array = arguments.path(list);
    if (!array.isArray()) {
      throw missing(list, "a list");
    }
    if (array.size() > ITEMS_MAX) {
      throw SkillException.refused(
          "'%s' takes up to %,d items at a time, not %,d".formatted(list, ITEMS_MAX, array.size()));
    }
    return array.valueStream().toList();
  }

  private SkillException missing(String name, String what) {
    return SkillException.refused(
        "Missing required parameter: '%s' needs '%s', %s".formatted(operation, name, what));
  }

  private static List<String> observations(JsonNode list) throws SkillException {
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      throw SkillException.refused("Observations are a list of texts");
    }
    if (list.size() > ITEMS_MAX) {
      throw SkillException.refused(
          "An entity takes up to %,d observations at a time, not %,d"
              .formatted(ITEMS_MAX, list.size()));
    }
    var texts = new ArrayList<String>();
    for (JsonNode item : list) {
      texts.add(text(item, "observations", OBSERVATION_CHARS_MAX));
    }
    return texts;
  }

  /** Empty where there is none. */
  private static String name(JsonNode item, String name) throws SkillException {
    JsonNode value = item.path(name);
    return value.isMissingNode() || value.isNull() ? "" : text(value, name, NAME_CHARS_MAX);
  }

  private static String text(JsonNode value, String where, int charsMax) throws SkillException {
    if (value.isContainer() || value.isNull()) {
      throw SkillException.refused("'%s' takes texts".formatted(where));
    }
    String text = value.asString();
    if (text.length() > charsMax) {
      throw SkillException.refused(
          "'%s' takes texts of up to %,d characters, not %,d"
              .formatted(where, charsMax, text.length()));
    }
    return storable(text);
  }

  /** Without what no database holds: the character zero, and halves of a character. */
  private static String storable(String text) {
    boolean odd = text.chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c));
    if (!odd) {
      return text;
    }
    var sound = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c <= 0xFFFF && Character.isSurrogate((char) c)) ? 0xFFFD : c)
        .forEach(sound::appendCodePoint);
    return sound.toString();
  }
}
