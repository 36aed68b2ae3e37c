package io.skillmill.parsers.process;

import io.skillmill.parsers.Limits;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines that go back and forth, as docs/reference/plugins.md describes them. */
final class Wire {

  /** The revision of the protocol that is spoken here. */
  static final int PROTOCOL = 1;

  private static final int CLIP_CHARS = 200;

  private Wire() {}

  static ObjectNode hello(Declaration declaration) {
    var hello = Json.object();
    hello
        .putObject("hello")
        .put("protocol", PROTOCOL)
        .put("name", declaration.name())
        .put("version", declaration.version());
    return hello;
  }

  static ObjectNode request(long id, SkillSource source, Limits limits, Declaration declaration) {
    var request = Json.object().put("id", id);
    var json = request.putObject("source");
    json.put("name", source.name()).put("primary", source.primary());
    var files = json.putArray("files");
    for (SkillFile file : source.files()) {
      boolean wanted = declaration.formats().allFiles() || file.name().equals(source.primary());
      var entry = files.addObject();
      entry.put("name", file.name()).put("size", file.size()).put("sha256", file.sha256());
      file.bytes().filter(_ -> wanted).ifPresent(bytes -> putBytes(entry, bytes));
    }
    request
        .putObject("limits")
        .put("seconds", declaration.bounds().perSource().toMillis() / 1000.0)
        .put("nesting_max", limits.nestingMax())
        .put("elements_max", limits.elementsMax());
    return request;
  }

  private static void putBytes(ObjectNode entry, byte[] bytes) {
    decoded(bytes)
        .ifPresentOrElse(
            text -> entry.put("text", text),
            () -> entry.put("base64", Base64.getEncoder().encodeToString(bytes)));
  }

  /**
   * Reads a line.
   *
   * @param garbage makes the exception of what is wrong with it
   */
  static JsonNode read(byte[] line, BiFunction<String, byte[], Broken> garbage) throws Broken {
    String text = decoded(line).orElseThrow(() -> garbage.apply("it is not UTF-8", line));
    try {
      JsonNode json = Json.read(text);
      if (!json.isObject()) {
        throw garbage.apply("it is no JSON object", line);
      }
      return json;
    } catch (Json.MalformedException e) {
      throw garbage.apply("it is no JSON", line);
    }
  }

  /** The beginning of a line, for messages. */
  static String clip(byte[] line) {
    int length = Math.min(line.length, CLIP_CHARS);
    String start = new String(line, 0, length, StandardCharsets.UTF_8);
    return length < line.length ? start + " …" : start;
  }

  private static Optional<String> decoded(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
