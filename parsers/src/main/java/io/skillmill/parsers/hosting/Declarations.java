package io.skillmill.parsers.hosting;

import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the declaration of a skill that is to be hosted: {@code skill.yaml}, a Skilletfile, or a
 * SKILL.md that stands alone. Whatever is wrong is a finding with its line and its remedy.
 *
 * <pre>{@code
 * switch (Declarations.of(Path.of("skills/time"))) {
 *   case Declared.Sound sound -> host(sound.declaration());
 *   case Declared.Unsound unsound -> tell(unsound.why());
 * }
 * }</pre>
 */
public final class Declarations {

  /** How large a declaration may be. */
  public static final int BYTES_MAX = Page.BYTES_MAX;

  /** The files that declare a skill; the first that a directory has is read. */
  public static final List<String> FILES =
      List.of(
          "skill.yaml",
          "skill.yml",
          "Skilletfile.yaml",
          "Skilletfile.yml",
          "Skillfile.yaml",
          "Skillfile.yml",
          "SKILL.md",
          "skill.md");

  private Declarations() {}

  /** Whether a directory declares a skill, sound or not. */
  public static boolean isSkill(Path directory) {
    return file(directory).isPresent();
  }

  /** Reads a directory with a skill, or the file itself that declares one. */
  public static Declared of(Path place) {
    Path file = Files.isRegularFile(place) ? place : file(place).orElse(place);
    if (file.equals(place) && !Files.isRegularFile(place)) {
      return missing(place);
    }
    Path home = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    String name = String.valueOf(file.getFileName());
    try (var in = Files.newInputStream(file)) {
      // One byte more than may be read tells that there are more.
      return of(SkillFile.of(name, in.readNBytes(BYTES_MAX + 1)), home);
    } catch (IOException _) {
      return unsound(
          "declaration-unreadable",
          "The file cannot be read; see that this program may read it",
          name);
    }
  }

  /**
   * Reads a declaration that is there as bytes.
   *
   * @param home the directory that relative paths in it are meant from; a SKILL.md without a name
   *     is called after it
   */
  public static Declared of(SkillFile file, Path home) {
    var findings = new ArrayList<Diagnostic>();
    Optional<SkillDeclaration> declaration = read(file, home, findings);
    return declaration.isPresent() && Page.isSound(findings)
        ? new Declared.Sound(declaration.get(), home, findings)
        : new Declared.Unsound(findings);
  }

  private static Optional<SkillDeclaration> read(
      SkillFile file, Path home, List<Diagnostic> findings) {
    String name = file.name().toLowerCase(Locale.ROOT);
    if (name.endsWith(".md")) {
      String called = home.getFileName() == null ? "" : home.getFileName().toString();
      var declaration = new SkillMarkdown(findings).read(file, called);
      // What repairs made readable is worth a word and no reason not to host it.
      declaration.ifPresent(_ -> findings.replaceAll(Declarations::bearable));
      return declaration;
    }
    Optional<Page> page = Page.read(file, findings);
    return name.startsWith("skill.") || name.endsWith(".json")
        ? page.flatMap(read -> new SkillYaml(read).read())
        : page.flatMap(read -> named(read, name));
  }

  /** A file with a name of its own says by its fields what it is. */
  private static Optional<SkillDeclaration> named(Page page, String name) {
    boolean skillet = name.startsWith("skilletfile") || name.startsWith("skillfile");
    boolean entry = page.root().at("entry").isThere() || page.root().at("entry_point").isThere();
    return skillet || (entry && !page.root().at("implementation").isThere())
        ? new SkilletFile(page).read()
        : new SkillYaml(page).read();
  }

  private static Diagnostic bearable(Diagnostic finding) {
    return finding.severity() == Severity.ERROR
        ? Diagnostic.warning(finding.rule(), finding.message(), finding.place())
        : finding;
  }

  private static Optional<Path> file(Path directory) {
    return FILES.stream().map(directory::resolve).filter(Files::isRegularFile).findFirst();
  }

  private static Declared missing(Path place) {
    String name = String.valueOf(place.getFileName());
    return Files.isDirectory(place)
        ? unsound(
            "declaration-missing",
            "The directory declares no skill; add a skill.yaml, a Skilletfile.yaml or a SKILL.md",
            name)
        : unsound("directory-missing", "There is no such directory; correct the path", name);
  }

  private static Declared unsound(String rule, String message, String file) {
    return new Declared.Unsound(List.of(Diagnostic.error(rule, message, Place.startOf(file))));
  }
}
