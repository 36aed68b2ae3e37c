package io.skillmill.schema.skill;

import io.skillmill.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decomposition as it is stored: a JSON object in the skill-decomposition form. It may carry
 * members that we do not know, because parsers of other people make them too.
 *
 * @param json the object; whoever makes a document hands it over and does not change it any more
 */
public record Document(ObjectNode json) {

  /** The name the skill gives itself. */
  public String skillName() {
    return json.path("meta").path("name").asString("");
  }

  /**
   * A copy that says when it was parsed. Parsers leave the time out, so that parsing stays a pure
   * function; whoever ran the parser stamps it.
   */
  public Document parsedAt(Instant time) {
    ObjectNode copy = Json.object();
    copy.setAll(json); // shares what does not change, for documents are large
    if (json.path("meta") instanceof ObjectNode meta) {
      copy.set("meta", meta.deepCopy().put("parse_timestamp", time.toString()));
    }
    return new Document(copy);
  }

  public String text() {
    return new String(utf8(), StandardCharsets.UTF_8);
  }

  /** The text as it goes into a file. */
  public byte[] utf8() {
    return Json.utf8(json);
  }
}
