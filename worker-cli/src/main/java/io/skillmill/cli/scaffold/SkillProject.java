package io.skillmill.cli.scaffold;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.SkillName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A small skill that runs, in a directory that is called as it is. */
public final class SkillProject {

  private static final String FOLDER = "skill/";

  private final Path directory;
  private final String name;
  private final Kind kind;

  /** In which way it is implemented. */
  public enum Kind {
    PYTHON,
    JAVASCRIPT,
    COMPOSITE,
    PROCESS,
    JAVA,
    INSTRUCTIONS;

    /** The files of it in the order to read them. */
    List<String> files() {
      return switch (this) {
        case PYTHON -> List.of("skill.yaml", "@FUNCTION@.py");
        case JAVASCRIPT -> List.of("skill.yaml", "@FUNCTION@.js");
        case COMPOSITE -> List.of("skill.yaml", "runtime-config.yaml");
        case PROCESS -> List.of("skill.yaml", "run.sh");
        case JAVA ->
            List.of("README.md", "pom.xml", "skill.yaml", "src/main/java/com/example/@CLASS@.java");
        case INSTRUCTIONS -> List.of("SKILL.md");
      };
    }

    /** As it is typed. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** How it is run once it is written. */
    public String command(Path directory) {
      String run = "skillmill skill run --skill " + directory;
      return this == JAVA ? "mvn -q package -f %s && %s".formatted(directory, run) : run;
    }
  }

  private SkillProject(Path directory, String name, Kind kind) {
    this.directory = directory;
    this.name = name;
    this.kind = kind;
  }

  /** A skill that is called as its directory. */
  public static SkillProject of(Path directory, Kind kind) {
    String name = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
    if (!SkillName.isValid(name)) {
      throw Problem.usage(
              "No skill can be called '%s', as the directory is".formatted(name),
              "Give the directory a name of " + SkillName.RULE)
          .asException();
    }
    return new SkillProject(directory, name, kind);
  }

  /**
   * Writes it into its directory, which is empty or not there yet.
   *
   * @return the files written, in the order to read them
   */
  public List<Path> write() {
    var names =
        Map.of(
            "NAME", name, "FUNCTION", function(), "CLASS", type(), "VERSION", Templates.version());
    var filled = new LinkedHashMap<String, String>();
    for (String file : kind.files()) {
      String template =
          FOLDER + kind.word() + "/" + file.substring(file.lastIndexOf('/') + 1).replace("@", "");
      filled.put(Templates.fill(file, names), Templates.fill(Templates.read(template), names));
    }
    return Templates.write(directory, filled);
  }

  /** The name as one of a function may be. */
  private String function() {
    String letters = name.replace('-', '_').replace('.', '_');
    return Character.isDigit(letters.charAt(0)) ? "_" + letters : letters;
  }

  /** The name as one of a class may be. */
  private String type() {
    var letters = new StringBuilder();
    for (String word : function().split("_", -1)) {
      if (!word.isEmpty()) {
        letters.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    boolean sound = !letters.isEmpty() && Character.isLetter(letters.charAt(0));
    return sound ? letters.toString() : "Skill" + letters;
  }
}
