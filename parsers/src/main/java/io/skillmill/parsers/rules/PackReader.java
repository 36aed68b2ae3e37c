package io.skillmill.parsers.rules;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Turns the JSON of a pack into rules, and says what is wrong with it rule by rule. */
final class PackReader {

  private static final Set<String> TOP = Set.of("$schema", "words", "cues", "rules");

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "category",
          "title",
          "message",
          "remedy",
          "severity",
          "scope",
          "find",
          "detector",
          "trait");

  private final String file;
  private final List<Diagnostic> problems;
  private final Set<String> ids = new HashSet<>();

  PackReader(String file, List<Diagnostic> problems) {
    this.file = file;
    this.problems = problems;
  }

  Optional<RulePack> read(JsonNode pack) {
    if (!pack.path("rules").isArray()) {
      problem("rules", "is missing; give a list of rules");
      return Optional.empty();
    }
    int before = problems.size();
    pack.propertyNames().stream()
        .filter(member -> !TOP.contains(member))
        .forEach(
            member -> problem("the pack", "has a member %s that nobody reads".formatted(member)));
    var rules = new ArrayList<SecurityRule>();
    pack.path("rules")
        .forEach(json -> rules.add(rule(json, "rule %d".formatted(rules.size() + 1))));
    var read = new RulePack(rules, sets(pack, "words"), sets(pack, "cues"));
    return problems.size() == before ? Optional.of(read) : Optional.empty();
  }

  private SecurityRule rule(JsonNode json, String position) {
    String id = json.path("id").asString("");
    String where = id.isEmpty() ? position : id;
    if (!id.startsWith("security-") || !ids.add(id)) {
      problem(where, "needs an id of its own that begins with security-");
    }
    for (String member : List.of("category", "title", "message", "remedy")) {
      if (json.path(member).asString("").isBlank()) {
        problem(where, "needs a " + member);
      }
    }
    json.propertyNames().stream()
        .filter(member -> !MEMBERS.contains(member))
        .forEach(member -> problem(where, "has a member %s that nobody reads".formatted(member)));
    if (json.has("find") == json.has("detector")) {
      problem(where, "needs either find or detector");
    }
    return rule(json, id, severities(json, where), scope(json, where));
  }

  private static SecurityRule rule(
      JsonNode json, String id, Map<String, Severity> severities, SecurityRule.Scope scope) {
    return new SecurityRule(
        id,
        json.path("category").asString(""),
        json.path("title").asString(""),
        json.path("message").asString(""),
        json.path("remedy").asString(""),
        severities,
        quiet(json),
        scope,
        texts(json.path("find")),
        json.path("detector").asString(""),
        json.path("trait").asString(""));
  }

  private Map<String, Severity> severities(JsonNode json, String where) {
    Map<String, Severity> severities = new LinkedHashMap<>();
    json.path("severity")
        .properties()
        .forEach(entry -> {
          String word = entry.getValue().asString("");
          severity(word).ifPresent(severity -> severities.put(entry.getKey(), severity));
          if (severity(word).isEmpty() && !word.equals("none")) {
            problem(where, "has the severity %s; use error, warning, info or none".formatted(word));
          }
        });
    if (severities.isEmpty() && json.path("severity").isEmpty()) {
      problem(where, "needs a severity, at least for otherwise");
    }
    return severities;
  }

  private static Set<String> quiet(JsonNode json) {
    var quiet = new LinkedHashSet<String>();
    json.path("severity").properties().stream()
        .filter(entry -> entry.getValue().asString("").equals("none"))
        .forEach(entry -> quiet.add(entry.getKey()));
    return quiet;
  }

  private static Optional<Severity> severity(String word) {
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }

  private SecurityRule.Scope scope(JsonNode json, String where) {
    String word = json.path("scope").asString("sentence");
    for (SecurityRule.Scope scope : SecurityRule.Scope.values()) {
      if (scope.name().toLowerCase(Locale.ROOT).equals(word)) {
        return scope;
      }
    }
    problem(where, "has the scope %s; use line, sentence or paragraph".formatted(word));
    return SecurityRule.Scope.SENTENCE;
  }

  private Map<String, List<String>> sets(JsonNode pack, String member) {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    pack.path(member)
        .properties()
        .forEach(entry -> {
          sets.put(entry.getKey(), texts(entry.getValue()));
          if (sets.get(entry.getKey()).isEmpty()) {
            problem(entry.getKey(), "is an empty set of words; fill it or remove it");
          }
        });
    return sets;
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asString("")));
    return List.copyOf(texts);
  }

  private void problem(String where, String what) {
    problems.add(
        Diagnostic.error("rules-invalid", "%s %s".formatted(where, what), Place.startOf(file)));
  }
}
