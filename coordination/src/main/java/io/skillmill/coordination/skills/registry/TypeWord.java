package io.skillmill.coordination.skills.registry;

import io.skillmill.schema.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type as people write it for a parameter in Python: {@code str}, {@code Optional[int]}, {@code
 * List[str] of names}. What nobody can make sense of allows any value.
 *
 * @param schema what a value must be; without members where it may be anything
 * @param optional whether the parameter may be left out
 * @param known whether the word made sense
 */
record TypeWord(ObjectNode schema, boolean optional, boolean known) {

  private static final Map<String, String> JSON =
      Map.ofEntries(
          Map.entry("str", "string"),
          Map.entry("string", "string"),
          Map.entry("text", "string"),
          Map.entry("int", "integer"),
          Map.entry("integer", "integer"),
          Map.entry("float", "number"),
          Map.entry("number", "number"),
          Map.entry("bool", "boolean"),
          Map.entry("boolean", "boolean"),
          Map.entry("list", "array"),
          Map.entry("tuple", "array"),
          Map.entry("array", "array"),
          Map.entry("dict", "object"),
          Map.entry("mapping", "object"),
          Map.entry("object", "object"));

  private static final List<String> ANYTHING = List.of("any", "");

  /** What a parameter's type text means. */
  static TypeWord of(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.startsWith("optional[")) {
      var inner = of(word.substring("optional[".length()));
      return new TypeWord(inner.schema(), true, inner.known());
    }
    boolean optional = word.contains("| none") || word.contains("optional");
    String head = head(word);
    var type = Optional.ofNullable(JSON.get(head));
    var schema = Json.object();
    // A parameter that may be left out may be given as nothing, too.
    type.filter(_ -> !optional).ifPresent(json -> schema.put("type", json));
    return new TypeWord(schema, optional, type.isPresent() || ANYTHING.contains(head));
  }

  /** The letters with which it begins. */
  private static String head(String word) {
    int end = 0;
    while (end < word.length() && Character.isLetter(word.charAt(end))) {
      end++;
    }
    return word.substring(0, end);
  }

  /** The schema of a parameter that is declared by a text, or by fields of its own. */
  static Optional<TypeWord> of(JsonNode declared) {
    return declared.isString() ? Optional.of(of(declared.asString())) : Optional.empty();
  }
}
