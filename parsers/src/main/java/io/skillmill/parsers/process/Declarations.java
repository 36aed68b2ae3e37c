package io.skillmill.parsers.process;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the parsers that a file declares. What is wrong with one leaves the others. */
final class Declarations {

  /** How large the file may be. */
  static final int BYTES_MAX = 1 << 20;

  /** How many parsers a file may declare. */
  static final int PARSERS_MAX = 100;

  private static final int ALIASES_MAX = 20;
  private static final List<String> FITS = List.of("certain", "likely", "possible");
  private static final List<String> FILES = List.of("all", "primary");

  private final Path file;
  private final Map<String, String> taken;
  private final List<Declaration> declarations = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private Declarations(Path file, Map<String, String> taken) {
    this.file = file;
    this.taken = taken;
  }

  /**
   * Reads a file.
   *
   * @param taken who has which name; what is declared is added
   */
  static Declarations read(Path file, Map<String, String> taken) {
    var declarations = new Declarations(file, taken);
    declarations.read();
    return declarations;
  }

  List<Declaration> all() {
    return List.copyOf(declarations);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  private void read() {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new Wrong("is larger than %d bytes".formatted(BYTES_MAX), "Declare less");
      }
      var settings =
          LoadSettings.builder()
              .setLabel(file.toString())
              .setAllowRecursiveKeys(false)
              .setMaxAliasesForCollections(ALIASES_MAX)
              .build();
      Object root = new Load(settings).loadFromString(Files.readString(file));
      if (root != null) {
        readAll(new Fields(root, "the file"));
      }
    } catch (CharacterCodingException e) {
      problem("is not UTF-8", "Save it as UTF-8");
    } catch (IOException e) {
      problem("cannot be read: " + e.getMessage(), "Check its path, and that you may read it");
    } catch (YamlEngineException | StackOverflowError e) {
      problem("is no sound YAML: " + oneLine(e), "Correct it there");
    } catch (Wrong e) {
      problem(e.what(), e.remedy());
    }
  }

  private void readAll(Fields root) throws Wrong {
    root.allow(Set.of("parsers"));
    List<?> parsers = root.list("parsers");
    if (parsers.size() > PARSERS_MAX) {
      throw new Wrong("declares more than %d parsers".formatted(PARSERS_MAX), "Declare fewer");
    }
    for (int i = 0; i < parsers.size(); i++) {
      try {
        var declaration = declaration(new Fields(parsers.get(i), "parsers[%d]".formatted(i)));
        taken.put(declaration.name(), file.toString());
        declarations.add(declaration);
      } catch (Wrong e) {
        problem(e.what(), e.remedy());
      }
    }
  }

  private Declaration declaration(Fields fields) throws Wrong {
    fields.allow(
        Set.of("name", "version", "command", "formats", "fit", "files", "limits", "environment"));
    String name = name(fields);
    List<String> command = fields.texts("command");
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw fields.wrong("has no command", "Write command: [program, argument, ...]");
    }
    return new Declaration(
        name,
        fields.text("version"),
        command,
        Objects.requireNonNull(file.toAbsolutePath().getParent()),
        formats(fields),
        bounds(fields.below("limits")),
        fields.texts("environment"));
  }

  private String name(Fields fields) throws Wrong {
    String name = fields.text("name");
    if (!SkillParser.isName(name)) {
      throw fields.wrong(
          "is called '%s'".formatted(name),
          "A name is lower-case letters, digits and hyphens, %d at the most; rename it"
              .formatted(SkillParser.NAME_LENGTH_MAX));
    }
    String holder = taken.get(name);
    if (holder != null) {
      throw fields.wrong(
          "is called '%s', which is the name of %s".formatted(name, holder),
          "Rename one of them, or take one out");
    }
    return name;
  }

  private static Declaration.Formats formats(Fields fields) throws Wrong {
    var patterns = fields.texts("formats").stream().map(NamePattern::new).toList();
    if (patterns.isEmpty()) {
      throw fields.wrong(
          "names no formats, so that no source would fit", "Write formats: [\"*.ending\"]");
    }
    return new Declaration.Formats(
        patterns,
        Fit.valueOf(fields.choice("fit", FITS).toUpperCase(Locale.ROOT)),
        fields.choice("files", FILES).equals("all"));
  }

  private static Declaration.Bounds bounds(Fields limits) throws Wrong {
    limits.allow(Set.of("seconds", "start_seconds", "answer_bytes", "processes"));
    return new Declaration.Bounds(
        Duration.ofSeconds(limits.number("seconds", 30, 3_600)),
        Duration.ofSeconds(limits.number("start_seconds", 10, 600)),
        limits.number("answer_bytes", 16 << 20, 256 << 20),
        limits.number("processes", Math.min(4, Runtime.getRuntime().availableProcessors()), 64));
  }

  private static String oneLine(Throwable e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  private void problem(String what, String remedy) {
    problems.add(Problem.usage("The file %s %s".formatted(file, what), remedy));
  }
}
