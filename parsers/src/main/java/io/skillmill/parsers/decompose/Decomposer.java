package io.skillmill.parsers.decompose;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

  /** How many members an element has at the most, as a rule. */
  private static final int MEMBERS = 8;

  private final Classifier classifier = new Classifier();
  private final SourceText source;
  private final Provenance provenance;
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
    this(source, version, limits, Origin.MARKDOWN);
  }

  /** The same for a file that is not Markdown. */
  public Decomposer(SourceText source, String version, Limits limits, Origin origin) {
    this.source = source;
    this.provenance = new Provenance(source, version, origin);
    this.elementsMax = Math.min(IDS_MAX, limits.elementsMax());
  }

  /** What carrying out an instruction amounts to, where it opens with a verb that tells. */
  public static Optional<String> actionType(String instruction) {
    return Classifier.actionType(instruction);
  }

  /** Adds what the passage says. A passage without text says nothing and must not be given. */
  public void add(Passage passage) {
    Verdict verdict = classifier.classify(passage);
    ObjectNode element = element(kind(verdict), passage, verdict.percent());
    switch (verdict) {
      case Verdict.Action action -> {
        element.put("action_type", action.type()).put("deterministic", action.deterministic());
        if (!passage.language().isEmpty()) {
          element.put("language", passage.language());
        }
      }
      case Verdict.Rule rule -> {
        element.put("condition_type", rule.conditionType()).put("returns", rule.returns());
        element.put("condition_expression", rule.condition());
        rule.failAction().ifPresent(fail -> element.put("fail_action", fail));
      }
      case Verdict.Directive directive ->
          element.put("directive_type", directive.type()).put("decomposable", false);
    }
  }

  private Kind kind(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Action _ -> actions;
      case Verdict.Rule _ -> rules;
      case Verdict.Directive _ -> directives;
    };
  }

  /** Adds an action that needs no guessing; the caller says of what type it is. */
  public ObjectNode action(Stated stated) {
    return element(actions, stated);
  }

  /** Adds a rule that needs no guessing; the caller says what it decides and what it returns. */
  public ObjectNode rule(Stated stated) {
    return element(rules, stated);
  }

  /** Adds a directive that needs no guessing; the caller says of what type it is. */
  public ObjectNode directive(Stated stated) {
    return element(directives, stated).put("decomposable", false);
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

  private ObjectNode element(Kind kind, Passage passage, int percent) {
    return element(kind, passage.text(), passage.text(), () -> provenance.of(passage, percent));
  }

  private ObjectNode element(Kind kind, Stated stated) {
    return element(kind, stated.name(), stated.description(), () -> provenance.of(stated));
  }

  private ObjectNode element(
      Kind kind, String name, String description, Supplier<ObjectNode> provenance) {
    if (kind.elements.size() == elementsMax) {
      kind.leftOut++;
      return Json.object();
    }
    String number = String.valueOf(kind.elements.size() + 1);
    String id = kind.prefix + "_" + "000".substring(number.length()) + number;
    ObjectNode element = Json.small(MEMBERS);
    kind.elements.add(element);
    element.put("id", id).put("name", name(name)).put("description", description);
    element.set("provenance", provenance.get());
    return element;
  }

  /** Its first line with a word in it, shortened. */
  private static String name(String text) {
    String line = lineWithWord(text);
    if (line.length() <= NAME_MAX) {
      return line;
    }
    int blank = line.lastIndexOf(' ', NAME_MAX - 1);
    int end = blank > NAME_MAX / 2 ? blank : NAME_MAX - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static String lineWithWord(String text) {
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      if (hasWord(text, start, end)) {
        return text.substring(start, end).strip();
      }
      start = end + 1;
    }
    return text.strip();
  }

  private static boolean hasWord(String text, int start, int end) {
    int letters = 0;
    for (int i = start; i < end && letters < WORD_MIN; i++) {
      letters += Character.isLetterOrDigit(text.charAt(i)) ? 1 : 0;
    }
    return letters == WORD_MIN;
  }
}
