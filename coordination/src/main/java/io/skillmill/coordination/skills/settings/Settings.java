package io.skillmill.coordination.skills.settings;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The settings of an implementation, each read as what it should be. */
public final class Settings {

  private final String skill;
  private final ObjectNode settings;

  private Settings(String skill, ObjectNode settings) {
    this.skill = skill;
    this.settings = settings;
  }

  /** Refuses other settings than these: a misspelt one would be passed over in silence. */
  public static Settings of(SkillDeclaration declaration, Set<String> known) {
    var settings = new Settings(declaration.name(), declaration.implementation().settings());
    for (String name : settings.settings.propertyNames()) {
      if (!known.contains(name)) {
        throw settings.wrong(
            "has a setting '%s' that nobody knows".formatted(name),
            known.isEmpty()
                ? "Remove it: there are none"
                : "Use " + String.join(", ", new TreeSet<>(known)));
      }
    }
    return settings;
  }

  public boolean has(String name) {
    return settings.has(name);
  }

  /** One text; empty where nothing is said. */
  public Optional<String> text(String name) {
    JsonNode value = settings.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (value.isString() && !value.asString().isBlank()) {
      return Optional.of(value.asString());
    }
    throw wrong("has a %s that is no text".formatted(name), "Write one text, in quotes");
  }

  /** A list of texts; one alone need not be in one. */
  public List<String> texts(String name) {
    JsonNode value = settings.path(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (JsonNode each : value.isArray() ? value : Json.array().add(value)) {
      if (!each.isValueNode() || each.isNull()) {
        throw wrong("has a %s that is no list of texts".formatted(name), "Put them in quotes");
      }
      texts.add(each.asString());
    }
    return texts;
  }

  /** Texts, each under a name. */
  public Map<String, String> textsByName(String name) {
    JsonNode value = settings.path(name);
    if (!value.isMissingNode() && !value.isObject()) {
      throw wrong("has a %s without names".formatted(name), "Write one NAME: value on each line");
    }
    var texts = new LinkedHashMap<String, String>();
    value.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }

  /** A whole number from 1 on; otherwise where nothing is said. */
  public int number(String name, int otherwise, int most) {
    JsonNode value = settings.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (value.isInt() && value.asInt() >= 1 && value.asInt() <= most) {
      return value.asInt();
    }
    throw wrong(
        "has %s: %s".formatted(name, value), "Give a whole number from 1 to %d".formatted(most));
  }

  /** True or false; false where nothing is said. */
  public boolean flag(String name) {
    JsonNode value = settings.path(name);
    if (value.isMissingNode()) {
      return false;
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    throw wrong("has %s: %s".formatted(name, value), "Write true or false");
  }

  /** What is said of a setting that cannot be used, and what to do about it. */
  public ProblemException wrong(String what, String remedy) {
    return Problem.usage("The implementation of '%s' %s".formatted(skill, what), remedy)
        .asException();
  }
}
