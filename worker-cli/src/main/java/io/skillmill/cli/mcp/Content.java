package io.skillmill.cli.mcp;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Outputs that are content already: {@code {"content": [{"type": "image", …}]}}, each block with
 * what its type needs. A skill that has a picture to show answers in this way.
 */
final class Content {

  private static final Map<String, Set<String>> NEEDS =
      Map.of(
          "text", Set.of("text"),
          "image", Set.of("data", "mimeType"),
          "audio", Set.of("data", "mimeType"),
          "resource_link", Set.of("uri", "name"));

  private Content() {}

  static boolean isBlocks(JsonNode output) {
    JsonNode blocks = output.path("content");
    return output.isObject()
        && output.size() == 1
        && blocks.isArray()
        && !blocks.isEmpty()
        && blocks.valueStream().allMatch(Content::isBlock);
  }

  private static boolean isBlock(JsonNode block) {
    String type = block.path("type").asString("");
    if (type.equals("resource")) {
      JsonNode resource = block.path("resource");
      return resource.path("uri").isString()
          && (resource.path("text").isString() || resource.path("blob").isString());
    }
    return NEEDS.containsKey(type)
        && NEEDS.getOrDefault(type, Set.of()).stream()
            .allMatch(need -> block.path(need).isString());
  }
}
