package io.skillmill.parsers.check;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.json.Json.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Known findings as the text of a file, one a line, and back. */
final class BaselineText {

  /** The only form there is so far. */
  private static final int VERSION = 1;

  private static final String VERSION_MEMBER = "version";
  private static final String FINDINGS = "findings";
  private static final String COUNT = "count";

  private BaselineText() {}

  static String of(SortedMap<Baseline.Key, Integer> findings) {
    List<String> lines = new ArrayList<>(findings.size());
    findings.forEach((key, count) -> lines.add("    " + Json.write(json(key, count))));
    return "{\n  \"version\": %d,\n  \"findings\": [%s]\n}\n"
        .formatted(VERSION, lines.isEmpty() ? "" : "\n" + String.join(",\n", lines) + "\n  ");
  }

  private static JsonNode json(Baseline.Key key, int count) {
    return Json.object()
        .put("skill", key.skill())
        .put("file", key.file())
        .put("profile", key.profile())
        .put("rule", key.rule())
        .put("fingerprint", key.fingerprint())
        .put(COUNT, count);
  }

  static Baseline.Reading read(byte[] file) {
    JsonNode tree;
    try {
      tree = Json.read(file);
    } catch (MalformedException e) {
      return new Baseline.Reading.Refused("line %d: %s".formatted(e.line(), e.getMessage()));
    }
    if (!tree.isObject() || !tree.has(VERSION_MEMBER) || !tree.path(FINDINGS).isArray()) {
      return new Baseline.Reading.Refused("it has no version and no list of findings");
    }
    JsonNode version = tree.get(VERSION_MEMBER);
    return version.isInt() && version.intValue() == VERSION
        ? findings(tree.get(FINDINGS))
        : new Baseline.Reading.Refused(
            "its version is %s, and %d is the only one known here".formatted(version, VERSION));
  }

  private static Baseline.Reading findings(JsonNode list) {
    var known = new HashMap<Baseline.Key, Integer>();
    int ordinal = 0;
    for (JsonNode entry : list) {
      ordinal++;
      JsonNode count = entry.path(COUNT);
      if (!isFinding(entry) || !(count.isMissingNode() || isCount(count))) {
        return new Baseline.Reading.Refused(
            "finding %d lacks a skill, file, profile, rule, fingerprint or count"
                .formatted(ordinal));
      }
      known.merge(key(entry), count.asInt(1), Integer::sum);
    }
    return new Baseline.Reading.Known(new Baseline(Map.copyOf(known)));
  }

  private static boolean isFinding(JsonNode entry) {
    return entry instanceof ObjectNode
        && List.of("skill", "file", "profile", "rule", "fingerprint").stream()
            .allMatch(member -> entry.path(member).isString());
  }

  private static boolean isCount(JsonNode count) {
    return count.isInt() && count.intValue() > 0;
  }

  private static Baseline.Key key(JsonNode entry) {
    return new Baseline.Key(
        entry.path("skill").asString(),
        entry.path("profile").asString(),
        entry.path("rule").asString(),
        entry.path("file").asString(),
        entry.path("fingerprint").asString());
  }
}
