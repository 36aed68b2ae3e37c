package io.skillmill.coordination.skills.bundled.memory;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.db.MemoryRows;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Answers of the memory, as its callers know them. */
final class Told {

  private Told() {}

  static ObjectNode success(String message) {
    return Json.object().put("success", true).put("message", message);
  }

  static ObjectNode failure(String message) {
    return Json.object().put("success", false).put("message", message);
  }

  static ObjectNode graph(MemoryRows.Graph found) throws SkillException {
    checkWhole(found);
    var answer = Json.object().put("success", true);
    var graph = answer.putObject("graph");
    var entities = graph.putObject("entities");
    for (MemoryRows.Entity entity : found.entities()) {
      describe(entities.putObject(entity.name()), entity);
    }
    var relations = graph.putArray("relations");
    for (MemoryRows.Relation relation : found.relations()) {
      relations
          .addObject()
          .put("from", relation.source())
          .put("to", relation.target())
          .put("relationType", relation.type());
    }
    return answer;
  }

  static ObjectNode nodes(MemoryRows.Graph found) throws SkillException {
    checkWhole(found);
    var answer = Json.object().put("success", true);
    var nodes = answer.putArray("nodes");
    for (MemoryRows.Entity entity : found.entities()) {
      describe(nodes.addObject().put("name", entity.name()), entity);
    }
    return answer;
  }

  private static void describe(ObjectNode to, MemoryRows.Entity entity) {
    var observations = to.put("entityType", entity.type()).putArray("observations");
    entity.observations().forEach(observations::add);
  }

  private static void checkWhole(MemoryRows.Graph found) throws SkillException {
    if (found.cut()) {
      throw SkillException.refused(
          ("The memory holds more than the %,d characters that fit into an answer: ask for less"
                  + " with search_nodes or open_nodes")
              .formatted(MemoryRows.CHARS_MAX));
    }
  }
}
