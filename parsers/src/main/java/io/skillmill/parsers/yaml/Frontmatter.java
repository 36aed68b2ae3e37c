package io.skillmill.parsers.yaml;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that stand between two {@code ---} lines at the top of a file, and where the body
 * begins. Not to be changed by those who read it.
 */
public final class Frontmatter {

  private final boolean present;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final ObjectNode values = Json.object();
  private final int bodyLine;

  Frontmatter(boolean present, Collection<Field> fields, int bodyLine) {
    this.present = present;
    this.bodyLine = bodyLine;
    for (Field field : fields) {
      this.fields.put(field.name(), field);
      values.set(field.name(), field.value());
    }
  }

  /**
   * Reads by strict YAML 1.2, and line by line where that fails. What was noticed, and what was
   * recovered how, goes to the findings.
   */
  public static Frontmatter read(SourceText text, Limits limits, List<Diagnostic> findings) {
    Optional<Block> block = Block.find(text, findings);
    if (block.isEmpty()) {
      return new Frontmatter(false, List.of(), 1);
    }
    Block found = block.get();
    return new StrictYaml(text, found, limits)
        .read(findings)
        .orElseGet(() -> LineReader.read(text, found, findings));
  }

  /** Whether there is a frontmatter at all. */
  public boolean present() {
    return present;
  }

  /** What it says; texts stay as they were written, so {@code 1.10} is not a number. */
  public ObjectNode fields() {
    return values;
  }

  /** One field with where it stands and how it was read. */
  public Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The fields in the order of their lines. */
  public Collection<Field> all() {
    return Collections.unmodifiableCollection(fields.values());
  }

  /** The line of each field. */
  public Map<String, Integer> lines() {
    var lines = new LinkedHashMap<String, Integer>();
    fields.forEach((name, field) -> lines.put(name, field.key().line()));
    return lines;
  }

  /** The first line after it; one past the last line where no body follows. */
  public int bodyLine() {
    return bodyLine;
  }

  /** A field's text, with the white space around it gone; nothing where it is absent or blank. */
  public Optional<String> text(String field) {
    return field(field).flatMap(Field::text);
  }

  /** Where a field stands, or the top of the file where it is absent. */
  public Place place(String file, String field) {
    return field(field).map(Field::key).orElseGet(() -> Place.startOf(file));
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
