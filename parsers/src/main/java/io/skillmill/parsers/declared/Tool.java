package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool in one form, whatever the dialect it is declared in.
 *
 * @param at the whole declaration
 * @param name what it is called by; never blank
 * @param title what people see; absent where there is none
 * @param description what it says of itself; absent where there is none
 * @param schemas what goes in and what comes out
 * @param hints what carrying it out amounts to
 */
public record Tool(
    Located at, String name, Located title, Located description, Schemas schemas, Hints hints) {

  /** How much of a name is shown as a section. */
  static final int NAME_SHOWN_MAX = 80;

  /**
   * JSON Schemas, missing where there are none.
   *
   * @param annotations what else the dialect says of the tool, as it was written
   */
  public record Schemas(JsonNode input, JsonNode output, JsonNode annotations) {

    public static Schemas none() {
      JsonNode none = MissingNode.getInstance();
      return new Schemas(none, none, none);
    }

    public static Schemas of(Located input, Located output, Located annotations) {
      return new Schemas(input.json(), output.json(), annotations.json());
    }
  }

  /** The tool as the section that its statements belong to. */
  public String section() {
    return Shown.brief(name, NAME_SHOWN_MAX);
  }

  /** Its description, or what can be said without one. */
  String told() {
    String said = description.text().strip();
    String called = title.text().strip();
    return !said.isEmpty() ? said : !called.isEmpty() ? called : "Run " + section();
  }

  ObjectNode entry(String pointer) {
    ObjectNode entry = Json.object().put("name", name);
    putText(entry, "title", title);
    putText(entry, "description", description);
    put(entry, "input_schema", schemas.input());
    put(entry, "output_schema", schemas.output());
    put(entry, "annotations", schemas.annotations());
    return entry.put("pointer", pointer);
  }

  private static void putText(ObjectNode entry, String member, Located text) {
    if (text.isText()) {
      entry.put(member, text.text());
    }
  }

  private static void put(ObjectNode entry, String member, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      entry.set(member, value);
    }
  }
}
