package io.skillmill.parsers.yaml;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that stand between two {@code ---} lines at the top of a file, and where the body
 * begins.
 *
 * @param present whether there is a frontmatter at all
 * @param fields what it says; texts stay as they were written, so {@code 1.10} is not a number
 * @param lines the line of each field
 * @param bodyLine the first line after it; one past the last line where no body follows
 */
public record Frontmatter(
    boolean present, ObjectNode fields, Map<String, Integer> lines, int bodyLine) {

  /**
   * Reads by strict YAML 1.2, and line by line where that fails. What was noticed, and what was
   * recovered how, goes to the findings.
   */
  public static Frontmatter read(SourceText text, Limits limits, List<Diagnostic> findings) {
    Optional<Block> block = Block.find(text, findings);
    if (block.isEmpty()) {
      return new Frontmatter(false, Json.object(), Map.of(), 1);
    }
    Block found = block.get();
    return new StrictYaml(text, found, limits)
        .read(findings)
        .orElseGet(() -> LineReader.read(text, found, findings));
  }

  /** A field's text, with the white space around it gone; nothing where it is absent or blank. */
  public Optional<String> text(String field) {
    JsonNode value = fields.path(field);
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asString().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** Where a field stands, or the top of the file where it is absent. */
  public Place place(String file, String field) {
    return Place.of(file, lines.getOrDefault(field, 1), 1);
  }

  /**
   * The lines of a frontmatter without the fences around it.
   *
   * @param firstLine its first line
   * @param lastLine its last line; one before the first where it is empty
   * @param bodyLine the first line after the closing fence
   */
  record Block(int firstLine, int lastLine, int bodyLine) {

    static Optional<Block> find(SourceText text, List<Diagnostic> findings) {
      return new Fences(text, findings).find();
    }
  }
}
