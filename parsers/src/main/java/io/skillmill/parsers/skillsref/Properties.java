package io.skillmill.parsers.skillsref;

import io.skillmill.schema.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What {@code read-properties} of the reference answers. */
public sealed interface Properties {

  /** The fields in the reference's order, or its error under {@code __error__}. */
  ObjectNode toJson();

  /** The fields that the reference knows; it leaves out the others. */
  record Known(String name, String description, ObjectNode toJson) implements Properties {}

  /**
   * There are none.
   *
   * @param error the exception and its message, such as {@code ParseError: …}
   * @param crash whether the reference does not catch that exception
   */
  record Unknown(String error, boolean crash) implements Properties {

    @Override
    public ObjectNode toJson() {
      return Json.object().put("__error__", error);
    }
  }
}
