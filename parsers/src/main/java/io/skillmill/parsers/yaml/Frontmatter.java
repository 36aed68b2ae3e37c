package io.skillmill.parsers.yaml;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Block.Standing;
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

  private final Block block;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final ObjectNode values = Json.object();

  Frontmatter(Block block, Collection<Field> fields) {
    this.block = block;
    for (Field field : fields) {
      this.fields.put(field.name(), field);
      values.set(field.name(), field.value());
    }
  }

  /**
   * Reads by strict YAML 1.2, and where that fails field by field, with repairs. What was noticed,
   * and what was repaired how, goes to the findings.
   */
  public static Frontmatter read(SourceText text, Limits limits, List<Diagnostic> findings) {
    return new Stages(text, limits, findings).read(Block.find(text, findings));
  }

  /** Whether there is a frontmatter that can be read, be it where it should be or not. */
  public boolean present() {
    return inPlace() || block.standing() == Standing.ASTRAY;
  }

  /** Whether it stands at the top of the file between two fences, blank lines above allowed. */
  public boolean inPlace() {
    return block.inPlace();
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

  /**
   * The fields that are not certain, for a document: under each name the {@code repair}, the {@code
   * line} and the {@code original} text. Empty for sound frontmatter.
   */
  public ObjectNode recovered() {
    ObjectNode recovered = Json.object();
    for (Field field : fields.values()) {
      field
          .repair()
          .ifPresent(repair ->
              recovered
                  .putObject(field.name())
                  .put("repair", repair.id())
                  .put("line", field.place().line())
                  .put("original", field.original()));
    }
    return recovered;
  }

  /** The line of each field. */
  public Map<String, Integer> lines() {
    var lines = new LinkedHashMap<String, Integer>();
    fields.forEach((name, field) -> lines.put(name, field.key().line()));
    return lines;
  }

  /** The first line after it; one past the last line where no body follows. */
  public int bodyLine() {
    return block.bodyLine();
  }

  /** A field's text, with the white space around it gone; nothing where it is absent or blank. */
  public Optional<String> text(String field) {
    return field(field).flatMap(Field::text);
  }

  /** Where a field stands, or the top of the file where it is absent. */
  public Place place(String file, String field) {
    return field(field).map(Field::key).orElseGet(() -> Place.startOf(file));
  }
}
