package io.skillmill.cli.mcp;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.instructions.Instructions;
import io.skillmill.schema.json.Json;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The skills that are instructions: their texts as prompts, and with the files beside them as
 * resources, {@code skill://MOUNT/PATH}.
 */
final class Shelf {

  private static final String SCHEME = "skill://";
  private static final String MARKDOWN = "text/markdown";

  private Shelf() {}

  private static NavigableMap<String, Mounted> manuals(Asker asker) {
    var manuals = new TreeMap<String, Mounted>();
    for (Mounted skill : asker.offered()) {
      if (skill.skill().code() instanceof Instructions) {
        manuals.put(skill.mount(), skill);
      }
    }
    return manuals;
  }

  private static Instructions manual(Mounted skill) {
    return (Instructions) skill.skill().code();
  }

  // ---- prompts

  static ObjectNode prompts(Message request, Asker asker) throws McpFault {
    return Pages.of(
        "prompts",
        manuals(asker),
        Pages.Cut.of(request, asker.manner().pageMax()),
        skill -> described(Json.object().put("name", skill.mount()), skill));
  }

  private static ObjectNode described(ObjectNode page, Mounted skill) {
    return page.put("description", skill.skill().declaration().description());
  }

  static ObjectNode prompt(Message request, Asker asker) throws McpFault {
    String name = request.params().path("name").asString("");
    var skill =
        Optional.ofNullable(manuals(asker).get(name))
            .orElseThrow(
                () -> McpFault.of(McpFault.WRONG_PARAMS, "Unknown prompt: " + Message.cut(name)));
    var page = described(Json.object(), skill);
    page.putArray("messages")
        .addObject()
        .put("role", "user")
        .set("content", Json.object().put("type", "text").put("text", manual(skill).text()));
    return page;
  }

  // ---- resources

  static ObjectNode resources(Message request, Asker asker) throws McpFault {
    var all = new TreeMap<String, ObjectNode>();
    manuals(asker)
        .forEach((mount, skill) -> {
          put(all, mount, Instructions.OWN_NAME, manual(skill).text().length(), true);
          for (var file : manual(skill).files()) {
            put(all, mount, file.path(), file.bytes(), false);
          }
          String own = address(mount, Instructions.OWN_NAME);
          all.computeIfPresent(own, (_, page) -> described(page, skill));
        });
    return Pages.of(
        "resources", all, Pages.Cut.of(request, asker.manner().pageMax()), page -> page);
  }

  private static void put(
      Map<String, ObjectNode> all, String mount, String path, long bytes, boolean own) {
    String address = address(mount, path);
    var page = Json.object().put("uri", address).put("name", mount + "/" + path);
    page.put("mimeType", own ? MARKDOWN : type(path, true));
    all.put(address, own ? page : page.put("size", bytes));
  }

  private static String address(String mount, String path) {
    return SCHEME
        + mount
        + Stream.of(path.split("/", -1))
            .map(Shelf::encoded)
            .collect(Collectors.joining("/", "/", ""));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static ObjectNode resource(Message request, Revision revision, Asker asker) throws McpFault {
    String uri = request.params().path("uri").asString("");
    int slash = uri.indexOf('/', SCHEME.length());
    if (!uri.startsWith(SCHEME) || slash < 0) {
      throw absent(uri, revision);
    }
    var skill = manuals(asker).get(uri.substring(SCHEME.length(), slash));
    if (skill == null) {
      throw absent(uri, revision);
    }
    try {
      String path =
          URLDecoder.decode(uri.substring(slash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
      return contents(uri, path, manual(skill));
    } catch (IllegalArgumentException | SkillException _) {
      throw absent(uri, revision);
    }
  }

  private static McpFault absent(String uri, Revision revision) {
    return McpFault.of(
        revision.isStateless() ? McpFault.WRONG_PARAMS : McpFault.NO_RESOURCE_OLD,
        "Resource not found, or too large to be given out; see resources/list",
        Json.object().put("uri", uri));
  }

  private static ObjectNode contents(String uri, String path, Instructions manual)
      throws SkillException {
    var entry = Json.object().put("uri", uri);
    if (path.equals(Instructions.OWN_NAME)) {
      entry.put("mimeType", MARKDOWN).put("text", manual.text());
    } else {
      JsonNode file = manual.read(path);
      boolean text = file.has("text");
      entry.put("mimeType", type(path, text));
      if (text) {
        entry.set("text", file.path("text"));
      } else {
        entry.set("blob", file.path("base64"));
      }
    }
    var page = Json.object();
    page.putArray("contents").add(entry);
    return page;
  }

  private static String type(String path, boolean text) {
    if (path.endsWith(".md")) {
      return MARKDOWN;
    }
    String guessed = URLConnection.guessContentTypeFromName(path);
    return guessed == null ? (text ? "text/plain" : "application/octet-stream") : guessed;
  }
}
