package io.skillmill.cli.scaffold;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A project for a new parser, made of templates in which the names are filled in. */
public final class ParserProject {

  private final Language language;
  private final Names names;

  /** What a parser is written in. */
  public enum Language {
    JAVA,
    PYTHON;

    String folder() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The files of a project in the order to read them. */
    List<String> files() {
      return switch (this) {
        case JAVA ->
            List.of(
                "README.md",
                "pom.xml",
                "src/main/java/com/example/@MODULE@/@CLASS@.java",
                "src/main/resources/META-INF/services/io.skillmill.parsers.SkillParser",
                "src/test/java/com/example/@MODULE@/@CLASS@Test.java",
                "sample.@ENDING@");
        case PYTHON ->
            List.of(
                "README.md",
                "skillmill.yaml",
                "@MODULE@.py",
                "test_@MODULE@.py",
                "sample.@ENDING@");
      };
    }
  }

  public ParserProject(Language language, Names names) {
    this.language = language;
    this.names = names;
  }

  /**
   * Writes the project into a directory that is empty or not there yet.
   *
   * @return the files written, in the order to read them
   */
  public List<Path> write(Path directory) {
    return Templates.write(directory, filled());
  }

  private Map<String, String> filled() {
    Map<String, String> values = names.values();
    var filled = new LinkedHashMap<String, String>();
    for (String file : language.files()) {
      String template = language.folder() + "/" + file.substring(file.lastIndexOf('/') + 1);
      filled.put(
          Templates.fill(file, values),
          Templates.fill(Templates.read(template.replace("@", "")), values));
    }
    return filled;
  }
}
