package io.skillmill.cli.scaffold;

import io.skillmill.cli.render.ToolVersion;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Texts in which names are filled in, and the files that are made of them. */
final class Templates {

  private Templates() {}

  static String version() {
    return ToolVersion.number();
  }

  /** The template of a file, by its path without the signs of a name to fill in. */
  static String read(String name) {
    String resource = name + ".txt";
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its template " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String fill(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("@" + value.getKey() + "@", value.getValue());
    }
    return filled;
  }

  /** Writes files into a directory that is empty or not there yet, in their order. */
  static List<Path> write(Path directory, Map<String, String> files) {
    try {
      refuseFilled(directory);
      var written = new ArrayList<Path>();
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, file.getValue());
        written.add(path);
      }
      return written;
    } catch (IOException e) {
      throw Problem.failed(
              "%s cannot be written: %s".formatted(directory, e.getMessage()),
              "Name a directory that you may write to")
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
                "Name another directory")
            .asException();
      }
    }
  }
}
