package io.skillmill.parsers.decompose;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes passages in and gives a decomposition out: actions, rules and directives, numbered in the
 * order of the text, each with where it came from. No passage is lost: what is neither an action
 * nor a rule is a directive, and what goes past a limit is counted. One for each document; not
 * thread-safe.
 */
public final class Decomposer {

  /** Ids have three digits. */
  private static final int IDS_MAX = 999;

  /** How long an element's name may be; its description says all. */
  private static final int NAME_MAX = 80;

  /** How many letters make a line worth being a name. */
  private static final int WORD_MIN = 3;

  private final SourceText source;
  private final String version;
  private final int elementsMax;
  private final Kind actions = new Kind("actions", "a");
  private final Kind rules = new Kind("rules", "r");
  private final Kind directives = new Kind("directives", "d");

  /** One of the three lists. */
  private static final class Kind {
    final String name;
    final String prefix;
    final ArrayNode elements = Json.array();
    int leftOut;

    Kind(String name, String prefix) {
      this.name = name;
      this.prefix = prefix;
    }
  }

  /**
   * @param source where the passages stand
   * @param version of the parser that found them
   * @param limits how many elements of a kind there may be
   */
  public Decomposer(SourceText source, String version, Limits limits) {
    this.source = source;
    this.version = version;
    this.elementsMax = Math.min(IDS_MAX, limits.elementsMax());
  }

  /** Adds what the passage says. A passage without text says nothing and must not be given. */
  public void add(Passage passage) {
    switch (Classifier.classify(passage)) {
      case Verdict.Action action -> {
        ObjectNode element = element(actions, passage);
        element.put("action_type", action.type()).put("deterministic", action.deterministic());
        if (!passage.language().isEmpty()) {
          element.put("language", passage.language());
        }
      }
      case Verdict.Rule rule -> {
        ObjectNode element = element(rules, passage);
        element.put("condition_type", rule.conditionType()).put("returns", rule.returns());
        element.put("condition_expression", rule.condition());
        rule.failAction().ifPresent(fail -> element.put("fail_action", fail));
      }
      case Verdict.Directive directive ->
          element(directives, passage)
              .put("directive_type", directive.type())
              .put("decomposable", false);
    }
  }

  public boolean isEmpty() {
    return actions.elements.isEmpty() && rules.elements.isEmpty() && directives.elements.isEmpty();
  }

  /** The decomposition; what was left out goes to the findings. */
  public ObjectNode decomposition(List<Diagnostic> findings) {
    ObjectNode decomposition = Json.object();
    for (Kind kind : List.of(actions, rules, directives)) {
      decomposition.set(kind.name, kind.elements);
      if (kind.leftOut > 0) {
        findings.add(
            Diagnostic.warning(
                "elements-left-out",
                "%d %s past the first %d are left out; split the skill into several"
                    .formatted(kind.leftOut, kind.name, elementsMax),
                Place.startOf(source.file())));
      }
    }
    return decomposition;
  }

  private ObjectNode element(Kind kind, Passage passage) {
    if (kind.elements.size() == elementsMax) {
      kind.leftOut++;
      return Json.object();
    }
    String number = String.valueOf(kind.elements.size() + 1);
    String id = kind.prefix + "_" + "000".substring(number.length()) + number;
    ObjectNode element = kind.elements.addObject();
    element.put("id", id).put("name", name(passage.text())).put("description", passage.text());
    element.set("provenance", provenance(passage));
    return element;
  }

  private static String name(String text) {
    String line = text.lines().filter(Decomposer::hasWord).findFirst().orElse(text).strip();
    if (line.length() <= NAME_MAX) {
      return line;
    }
    int blank = line.lastIndexOf(' ', NAME_MAX - 1);
    int end = blank > NAME_MAX / 2 ? blank : NAME_MAX - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static boolean hasWord(String line) {
    return line.chars().filter(Character::isLetterOrDigit).limit(WORD_MIN).count() == WORD_MIN;
  }

  private ObjectNode provenance(Passage passage) {
    Place place = source.place(passage.start(), passage.end());
    ObjectNode provenance = Json.object().put("level", "full");
    provenance.putObject("source").put("kind", "claude_skill").put("ref", place.file());
    provenance.put("original_text", source.text().substring(passage.start(), passage.end()));
    ObjectNode location = provenance.putObject("location");
    location.put("locator", place.file() + ":" + place.line() + ":" + place.column());
    location.put("file", place.file());
    if (!passage.section().isEmpty()) {
      location.put("section", passage.section());
    }
    location.put("line_start", place.line()).put("line_end", place.lineEnd());
    location.put("column_start", place.column());
    provenance.putObject("extraction").put("method", "parser").put("tool_version", version);
    return provenance;
  }
}
