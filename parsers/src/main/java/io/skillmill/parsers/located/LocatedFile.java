package io.skillmill.parsers.located;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A JSON or YAML file with its values. Immutable.
 *
 * <pre>{@code
 * LocatedFile.read(source.primaryFile(), limits, findings)
 *     .map(file -> file.place(file.root().at("name")))
 * }</pre>
 */
public final class LocatedFile {

  /** How long a JSON pointer may be; past that a line and a column say where. */
  private static final int POINTER_MAX = 1_000;

  private final SourceText text;
  private final Located root;

  private LocatedFile(SourceText text, Located root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads YAML where the file is called so or begins like no JSON does, and JSON elsewhere.
   *
   * @return nothing where it cannot be read, and the findings then end with why
   */
  public static Optional<LocatedFile> read(
      SkillFile file, Limits limits, List<Diagnostic> findings) {
    return SourceText.read(file, limits, findings).flatMap(text -> read(text, limits, findings));
  }

  private static Optional<LocatedFile> read(
      SourceText text, Limits limits, List<Diagnostic> findings) {
    var tree = new TreeBuilder(text, limits, findings);
    try {
      Located root =
          isYaml(text) ? new YamlReader(text, tree).read() : new JsonReader(text, tree).read();
      return Optional.of(new LocatedFile(text, root));
    } catch (UnreadableException e) {
      findings.add(e.why());
      return Optional.empty();
    }
  }

  public SourceText text() {
    return text;
  }

  public Located root() {
    return root;
  }

  /** Where a value begins; for one that is absent, where its parent does. */
  public Place place(Located value) {
    return text.place(value.start(), value.start());
  }

  /** The JSON pointer of a value; empty for the root and where it would be very long. */
  public String pointer(Located value) {
    return value.pointer(POINTER_MAX);
  }

  /** The JSON pointer of the innermost value that holds an offset of the text. */
  public String pointerAt(int offset) {
    return pointer(root.holding(offset));
  }

  /** Reads a text value's words as a text of their own, each where it stands in the file. */
  public Wording wording(Located value) {
    return Wording.of(text.text(), value);
  }

  private static boolean isYaml(SourceText text) {
    String name = text.file().toLowerCase(Locale.ROOT);
    String start = text.text().stripLeading();
    boolean likeJson = start.startsWith("{") || start.startsWith("[");
    return name.endsWith(".yaml")
        || name.endsWith(".yml")
        || (!name.endsWith(".json") && !likeJson);
  }
}
