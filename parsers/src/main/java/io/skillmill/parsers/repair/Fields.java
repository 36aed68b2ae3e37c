package io.skillmill.parsers.repair;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Fields under their names. Of two with one name the last counts, unless it is empty: most readers
 * that accept such a frontmatter at all (those of Python, Ruby and JSON) take the last.
 */
final class Fields {

  private final Map<String, Recovery.Found> byName = new LinkedHashMap<>();

  void add(Entry entry, Mended mended) {
    var field = Recovery.Found.of(entry, mended);
    Recovery.Found before = byName.get(field.key());
    if (before == null) {
      byName.put(field.key(), field);
    } else {
      Recovery.Found counts = isEmpty(mended.value()) ? before : field;
      byName.put(field.key(), counts.by(Repair.DUPLICATE_KEY));
    }
  }

  Collection<Recovery.Found> all() {
    return byName.values();
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isString() && value.asString().isBlank());
  }
}
