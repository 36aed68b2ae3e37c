package io.skillmill.parsers.verdict;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A skill that is judged, with what reading it showed. Each part is read once, when it is first
 * asked for, so that several profiles share the work. Not thread-safe.
 */
public final class Subject {

  private final SkillSource source;
  private final Limits limits;
  private final Map<String, Optional<SourceText>> texts = new HashMap<>();
  private final List<Diagnostic> findings = new ArrayList<>();
  private Optional<SourceText> text = Optional.empty();
  private boolean decoded;
  private @Nullable Frontmatter frontmatter;
  private @Nullable Marks marks;

  public Subject(SkillSource source, Limits limits) {
    this.source = source;
    this.limits = limits;
  }

  public SkillSource source() {
    return source;
  }

  /** The name of the directory it lies in; nothing where that is not known. */
  public Optional<String> directory() {
    return source.name().equals(source.primary()) ? Optional.empty() : Optional.of(source.name());
  }

  /** The text of the SKILL.md; nothing where it is none, which the findings then say. */
  public Optional<SourceText> text() {
    if (!decoded) {
      decoded = true;
      text = read(source.primaryFile());
    }
    return text;
  }

  public Frontmatter frontmatter() {
    if (frontmatter == null) {
      frontmatter =
          text().map(read -> Frontmatter.read(read, limits, findings)).orElseGet(this::none);
    }
    return frontmatter;
  }

  /** What reading the text and the frontmatter showed. */
  public List<Diagnostic> findings() {
    frontmatter();
    return List.copyOf(findings);
  }

  /** The links of the body, images among them. */
  public List<Link> links() {
    return marks().links();
  }

  /** The HTML comments of the body. */
  public List<Comment> comments() {
    return marks().comments();
  }

  /**
   * Where a field's value stands, or its name where the value begins on a later line; the top of
   * the file where the field is absent.
   */
  public Place place(String field) {
    return frontmatter()
        .field(field)
        .map(found -> found.place().line() == found.key().line() ? found.place() : found.key())
        .orElseGet(() -> Place.startOf(source.primary()));
  }

  /** Where a field's name stands, or the top of the file where it is absent. */
  public Place keyPlace(String field) {
    return frontmatter().place(source.primary(), field);
  }

  /** The text of any file of the package, decoded in silence; nothing where it is none. */
  public Optional<SourceText> text(String file) {
    if (file.equals(source.primary())) {
      return text();
    }
    return texts.computeIfAbsent(
        file,
        name ->
            source
                .file(name)
                .flatMap(SkillFile::bytes)
                .flatMap(bytes -> SourceText.read(name, bytes, new ArrayList<>())));
  }

  /** The links of another Markdown file of the package. */
  public List<Link> linksOf(String file) {
    return text(file).map(read -> Marks.of(read, 1).links()).orElse(List.of());
  }

  private Frontmatter none() {
    var silence = new ArrayList<Diagnostic>();
    var nothing = SourceText.read(source.primary(), new byte[0], silence).orElseThrow();
    return Frontmatter.read(nothing, limits, silence);
  }

  private Marks marks() {
    if (marks == null) {
      marks =
          text()
              .map(read -> Marks.of(read, frontmatter().bodyLine()))
              .orElse(new Marks(List.of(), List.of()));
    }
    return marks;
  }

  private Optional<SourceText> read(SkillFile file) {
    if (file.size() > limits.inputBytesMax() || file.bytes().isEmpty()) {
      findings.add(
          Diagnostic.error(
              "too-large",
              "The file has %d bytes and at most %d are read; move parts of it to other files"
                  .formatted(file.size(), limits.inputBytesMax()),
              Place.startOf(file.name())));
      return Optional.empty();
    }
    Optional<SourceText> read = SourceText.read(file.name(), file.bytes().get(), findings);
    if (read.isPresent() && read.get().text().isBlank()) {
      findings.add(
          Diagnostic.error(
              "file-empty",
              "The file is empty; write name, description and body",
              Place.startOf(file.name())));
      return Optional.empty();
    }
    return read;
  }
}
