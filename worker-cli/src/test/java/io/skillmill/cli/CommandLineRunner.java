package io.skillmill.cli;

import io.skillmill.cli.render.Surroundings;
import io.skillmill.schema.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs command lines in this process, on a store in a directory of the test's own. */
public final class CommandLineRunner {

  /** How a command line ended. */
  public record Ran(int exitCode, String out, String err) {

    public JsonNode json() {
      return Json.readOurs(out.strip());
    }
  }

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";
  private boolean terminal;

  public CommandLineRunner(Path directory) {
    this.directory = directory;
    environment.put("SKILLMILL_STORE", store().toString());
  }

  public Path store() {
    return directory.resolve("store.db");
  }

  /** What the next command lines read. */
  public CommandLineRunner input(String text) {
    input = text;
    return this;
  }

  public CommandLineRunner environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A person with a terminal this wide, without colours. */
  public CommandLineRunner terminal(int columns) {
    terminal = true;
    return environment("COLUMNS", Integer.toString(columns)).environment("NO_COLOR", "1");
  }

  public Ran run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    int exitCode = Main.run(args, new Surroundings(in, out, err, environment, terminal, terminal));
    return new Ran(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * Runs one whose complaints are heard while it runs.
   *
   * @return the exit code
   */
  public int run(OutputStream err, String... args) {
    var in = new ByteArrayInputStream(new byte[0]);
    var out = new ByteArrayOutputStream();
    return Main.run(args, new Surroundings(in, out, err, environment, false, false));
  }

  /** Writes a file under the directory. */
  public Path file(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a small sound skill into a package of this name; the tree {@code skills/} holds it. */
  public Path skill(String name) {
    return file(
        "skills/" + name + "/SKILL.md",
        """
        ---
        name: %s
        description: Does what %s does, one step after the other. Use when %s is to be done.
        ---
        # %s

        1. Run `ls`.
        2. You must read the output.
        """
            .formatted(name, name, name, name));
  }

  /** The tree that {@link #skill} writes into. */
  public String skills() {
    return directory.resolve("skills").toString();
  }
}
