package io.skillmill.parsers.mcp;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Holds the schema of a tool's inputs to the rules of the protocol. */
final class InputSchema {

  private static final String HEADER = "x-mcp-header";

  /** Signs that a name of an HTTP header may have besides letters and digits. */
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private static final Set<String> PRIMITIVES = Set.of("string", "integer", "boolean");

  private final Declaration declaration;
  private final Set<String> headers = new HashSet<>();

  private InputSchema(Declaration declaration) {
    this.declaration = declaration;
  }

  static void check(Located schema, Declaration declaration) {
    if (!schema.isObject()) {
      return;
    }
    Located type = schema.at("type");
    if (!type.text().equals("object")) {
      declaration.error(
          "mcp-input-root",
          "The schema of the inputs must have \"type\": \"object\" at its root, or clients refuse"
              + " the tool; add it",
          type);
    }
    Located reference = schema.at("$ref");
    if (reference.isText() && !reference.text().startsWith("#")) {
      declaration.warning(
          "mcp-ref-remote",
          "The reference %s leads out of the file, where clients do not follow; copy it in"
              .formatted(Shown.of(reference.text())),
          reference);
    }
    new InputSchema(declaration).headers(schema, true);
  }

  /** Only what is reached through properties alone can be known before the call. */
  private void headers(Located schema, boolean reachable) {
    for (Located keyword : schema) {
      if (keyword.name().equals(HEADER)) {
        header(keyword, schema, reachable);
      } else if (keyword.name().equals("properties")) {
        keyword.forEach(property -> headers(property, reachable));
      } else if (!keyword.children().isEmpty()) {
        headers(keyword, false);
      }
    }
  }

  private void header(Located header, Located property, boolean reachable) {
    String name = header.text();
    if (name.isEmpty() || !name.chars().allMatch(InputSchema::inToken)) {
      refuse(header, "must be the name of an HTTP header; use letters, digits and hyphens");
    } else if (!reachable) {
      refuse(header, "stands where no client can reach it; put it on a property of the root");
    } else if (!PRIMITIVES.contains(property.at("type").text())) {
      refuse(header, "must be on a string, an integer or a boolean; change the type");
    } else if (!headers.add(name.toLowerCase(Locale.ROOT))) {
      refuse(header, "is the name of two headers, for case does not count; rename one");
    }
  }

  private void refuse(Located header, String why) {
    declaration.error(
        "mcp-header",
        "%s %s, for clients drop the tool".formatted(Shown.of(header.spelled()), why),
        header);
  }

  private static boolean inToken(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_SIGNS.indexOf(c) >= 0;
  }
}
