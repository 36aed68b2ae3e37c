package io.skillmill.coordination.skills.instructions;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The files of a skill's directory, and none outside it, wherever links lead. */
final class Resources {

  /** How many files are told; an answer says when there are more. */
  static final int FILES_MAX = 1_000;

  /** How large a file may be that is given out. */
  static final int BYTES_MAX = 1 << 20;

  static final int DEPTH_MAX = 16;

  private final Path home;
  private final String own;

  /**
   * Those beside a text.
   *
   * @param own the text's own name, which is not among them
   */
  Resources(Path home, String own) {
    this.home = home;
    this.own = own;
  }

  /** Puts {@code resources} into an answer. */
  void list(ObjectNode answer) {
    List<Path> files = files();
    var list = answer.putArray("resources");
    for (Path file : files.subList(0, Math.min(files.size(), FILES_MAX))) {
      list.addObject().put("path", name(file)).put("bytes", size(file));
    }
    if (files.size() > FILES_MAX) {
      answer.put("more_resources", true);
    }
  }

  /** The same files, without a word where there are more. */
  List<Instructions.Resource> all() {
    return files().stream()
        .limit(FILES_MAX)
        .map(file -> new Instructions.Resource(name(file), size(file)))
        .toList();
  }

  private List<Path> files() {
    try (var walk = Files.walk(home, DEPTH_MAX)) {
      return walk.filter(file -> !isHidden(file) && Files.isRegularFile(file))
          .filter(file -> !name(file).equals(own) && isInside(file))
          .limit(FILES_MAX + 1L)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of(); // the directory is gone; the text is still good
    }
  }

  JsonNode read(String resource) throws SkillException {
    try {
      Path file = home.resolve(resource);
      if (resource.isBlank()
          || Path.of(resource).isAbsolute()
          || isHidden(file)
          || !Files.isRegularFile(file)
          || !isInside(file)) {
        throw SkillException.refused("The skill has no resource '%s'".formatted(resource));
      }
      return read(resource, file);
    } catch (InvalidPathException _) {
      throw SkillException.refused("The skill has no resource '%s'".formatted(resource));
    } catch (IOException _) {
      throw SkillException.unavailable(
          "The resource '%s' cannot be read at present".formatted(resource));
    }
  }

  private static JsonNode read(String resource, Path file) throws IOException, SkillException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(BYTES_MAX + 1);
    }
    if (bytes.length > BYTES_MAX) {
      throw SkillException.refused(
          "The resource '%s' is larger than the %d bytes that are given out"
              .formatted(resource, BYTES_MAX));
    }
    var answer = Json.object().put("path", resource).put("bytes", bytes.length);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return answer.put("text", text.toString());
    } catch (CharacterCodingException _) {
      return answer.put("base64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  private boolean isInside(Path file) {
    try {
      return file.toRealPath().startsWith(home.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }

  /** Whether it, or a directory on the way to it, has a name that begins with a dot. */
  private boolean isHidden(Path file) {
    return file.startsWith(home)
        && StreamSupport.stream(home.relativize(file).spliterator(), false)
            .anyMatch(part -> part.toString().startsWith(".") && !file.equals(home));
  }

  private String name(Path file) {
    return home.relativize(file).toString().replace('\\', '/');
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0;
    }
  }
}
