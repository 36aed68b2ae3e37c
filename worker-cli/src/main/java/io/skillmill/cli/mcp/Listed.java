package io.skillmill.cli.mcp;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a server lists. Skills come and go, and with them what stands in the lists. */
enum Listed {
  TOOLS,
  PROMPTS,
  RESOURCES;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** As the server names it among what it can do. */
  String word() {
    return word;
  }

  /** The method that lists it. */
  String method() {
    return word + "/list";
  }

  /** The message that the list is another. */
  String notice() {
    return "notifications/" + word + "/list_changed";
  }

  /** How a client of the stateless revision asks for that message. */
  String wish() {
    return word + "ListChanged";
  }

  /** Those that a client asks to hear of. */
  static Set<Listed> wished(JsonNode notifications) {
    var wished = EnumSet.noneOf(Listed.class);
    for (Listed each : values()) {
      JsonNode wish = notifications.path(each.wish());
      if (wish.isBoolean() && wish.asBoolean()) {
        wished.add(each);
      }
    }
    return wished;
  }
}
