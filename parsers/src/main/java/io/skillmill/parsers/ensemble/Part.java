package io.skillmill.parsers.ensemble;

import io.skillmill.schema.skill.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An element of a document with what it is compared by.
 *
 * @param kind its list in the document: actions, rules or directives
 * @param type of action, condition or directive
 * @param first its first line
 * @param last its last line
 * @param words of its text, each once
 * @param json the element
 */
record Part(String kind, String type, int first, int last, Set<String> words, ObjectNode json) {

  /** The lists of a document, in their order. */
  static final List<String> KINDS = List.of("actions", "rules", "directives");

  /** A long element is told from others by its first words well enough. */
  private static final int WORDS_MAX = 200;

  /** All elements in the order of the text. */
  static List<Part> of(Document document) {
    var parts = new ArrayList<Part>();
    for (String kind : KINDS) {
      for (JsonNode element : document.json().path("decomposition").path(kind)) {
        if (element instanceof ObjectNode json) {
          parts.add(of(kind, json));
        }
      }
    }
    parts.sort(Comparator.comparingInt(Part::first).thenComparingInt(Part::last));
    return parts;
  }

  private static Part of(String kind, ObjectNode json) {
    JsonNode location = json.path("provenance").path("location");
    int first = location.path("line_start").asInt(1);
    String type =
        switch (kind) {
          case "actions" -> json.path("action_type").asString("");
          case "rules" -> json.path("condition_type").asString("");
          default -> json.path("directive_type").asString("");
        };
    String text = json.path("description").asString(json.path("name").asString(""));
    int last = Math.max(first, location.path("line_end").asInt(first));
    return new Part(kind, type, first, last, words(text), json);
  }

  /** How much of the smaller one's words the other has too, from 0 to 1. */
  double likeness(Part other) {
    Set<String> fewer = words.size() <= other.words.size() ? words : other.words;
    Set<String> more = words.size() <= other.words.size() ? other.words : words;
    return fewer.isEmpty()
        ? (more.isEmpty() ? 1 : 0)
        : (double) fewer.stream().filter(more::contains).count() / fewer.size();
  }

  boolean overlaps(Part other) {
    return first <= other.last && other.first <= last;
  }

  private static Set<String> words(String text) {
    var words = new TreeSet<String>();
    int start = -1;
    for (int i = 0; i <= text.length() && words.size() < WORDS_MAX; i++) {
      boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      }
    }
    return words;
  }
}
