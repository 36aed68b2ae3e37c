package io.skillmill.parsers.llm;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a model said, read and held to the form that was asked for.
 *
 * @param elements those that can be used, in the order of the file
 * @param faults what is wrong with the rest, for the model to correct; none means all is well
 */
record Answer(List<Element> elements, List<String> faults) {

  /** How many faults are told; a model that makes more will make them again. */
  private static final int FAULTS_MAX = 10;

  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "action",
          Set.of(
              "transform",
              "io_read",
              "io_write",
              "compute",
              "external_call",
              "state_change",
              "llm_inference",
              "await_input"),
          "rule",
          Set.of(
              "validation",
              "existence_check",
              "type_check",
              "range_check",
              "permission_check",
              "state_check",
              "consistency_check",
              "threshold_check"),
          "directive",
          Set.of("completion", "knowledge", "principle", "constraint", "preference", "strategy"));

  /**
   * One element.
   *
   * @param kind action, rule or directive
   * @param lines first and last
   */
  record Element(String kind, String type, String text, Lines lines, JsonNode rest) {}

  /** A stretch of the file. */
  record Lines(int first, int last) {}

  static Answer read(String content, int lineCount) {
    var elements = new ArrayList<Element>();
    var faults = new ArrayList<String>();
    try {
      JsonNode listed = Json.read(bare(content)).path("elements");
      if (listed.isArray()) {
        for (JsonNode each : listed) {
          read(each, elements.size() + faults.size(), lineCount, elements, faults);
        }
      } else {
        faults.add("it has no list called elements");
      }
    } catch (Json.MalformedException e) {
      faults.add("it is not JSON: " + e.getMessage());
    }
    elements.sort(Comparator.comparingInt(element -> element.lines().first()));
    return new Answer(
        List.copyOf(elements), List.copyOf(faults.subList(0, Math.min(FAULTS_MAX, faults.size()))));
  }

  private static void read(
      JsonNode json, int index, int lineCount, List<Element> elements, List<String> faults) {
    String kind = json.path("kind").asString("");
    String type = json.path("type").asString("");
    String text = json.path("text").asString("").strip();
    int first = json.path("first_line").asInt(0);
    int last = json.path("last_line").asInt(0);
    String fault = "";
    if (!TYPES.containsKey(kind)) {
      fault = "kind must be action, rule or directive, not '%s'".formatted(kind);
    } else if (!TYPES.getOrDefault(kind, Set.of()).contains(type)) {
      fault = "'%s' is no type of %s".formatted(type, kind);
    } else if (text.isEmpty()) {
      fault = "text is empty";
    } else if (first < 1 || last < first || last > lineCount) {
      fault = "lines %d to %d are not in the file, which has %d".formatted(first, last, lineCount);
    }
    if (fault.isEmpty()) {
      elements.add(new Element(kind, type, text, new Lines(first, last), json));
    } else {
      faults.add("element %d: %s".formatted(index + 1, fault));
    }
  }

  /** Without the fence that models like to put around JSON. */
  private static String bare(String content) {
    String text = content.strip();
    if (!text.startsWith("```")) {
      return text;
    }
    int start = text.indexOf('\n');
    int end = text.lastIndexOf("```");
    return start > 0 && end > start ? text.substring(start, end) : text;
  }
}
