package io.skillmill.cli.scaffold;

import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    try {
      refuseFilled(directory);
      var written = new ArrayList<Path>();
      for (Map.Entry<String, String> file : filled().entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, file.getValue());
        written.add(path);
      }
      return written;
    } catch (IOException e) {
      throw Problem.failed(
              "%s cannot be written: %s".formatted(directory, e.getMessage()),
              "Name a directory with --into that you may write to")
          .asException();
    }
  }

  private static void refuseFilled(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(directory)) {
      if (inside.iterator().hasNext()) {
        throw Problem.usage(
                directory + " is not empty, and nothing in it is overwritten",
                "Name another directory with --into")
            .asException();
      }
    }
  }

  private Map<String, String> filled() {
    Map<String, String> values = names.values();
    var filled = new LinkedHashMap<String, String>();
    for (String file : language.files()) {
      String template = language.folder() + "/" + file.substring(file.lastIndexOf('/') + 1);
      filled.put(fill(file, values), fill(template(template), values));
    }
    return filled;
  }

  private static String fill(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("@" + value.getKey() + "@", value.getValue());
    }
    return filled;
  }

  private static String template(String name) {
    String resource = name.replace("@", "") + ".txt";
    try (InputStream in = ParserProject.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its template " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
