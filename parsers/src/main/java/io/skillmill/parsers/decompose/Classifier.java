package io.skillmill.parsers.decompose;

import java.util.Optional;
import java.util.Set;

/** Classifies passages by how they stand in the text first, and by whole words second. */
final class Classifier {

  private static final Set<String> NOT_DETERMINISTIC = Set.of("llm_inference", "await_input");

  /** How long a label before the words themselves may be. */
  private static final int LABEL_MAX = 24;

  private Classifier() {}

  static Optional<String> actionType(String instruction) {
    return Cues.ACTIONS.kind(afterOpeners(Words.of(instruction)).first());
  }

  static Verdict classify(Passage passage) {
    Words words = Words.of(afterLabel(passage.text()));
    return switch (passage.shape()) {
      case COMMAND -> new Verdict.Action("external_call", true);
      case CODE, ROW, TERM -> new Verdict.Directive("knowledge");
      case CHECK, CASE -> rule(passage.text(), words);
      case STEP -> step(passage, words);
      case ITEM, SENTENCE -> statement(passage, words);
    };
  }

  /** A step is something to do, unless it opens like a condition or a check. */
  private static Verdict step(Passage passage, Words words) {
    Words verbFirst = afterOpeners(words);
    return judges(passage, verbFirst)
        ? rule(passage.text(), words)
        : action(Cues.ACTIONS.kind(verbFirst.first()).orElse("transform"));
  }

  private static Verdict statement(Passage passage, Words words) {
    Words verbFirst = afterOpeners(words);
    if (judges(passage, verbFirst) || obliges(words)) {
      return rule(passage.text(), words);
    }
    var type = Cues.ACTIONS.kind(verbFirst.first());
    return type.isPresent() && !tells(passage.heading())
        ? action(type.get())
        : directive(passage, words);
  }

  /** Whether a section tells what there is, even where a sentence begins with a verb. */
  private static boolean tells(String heading) {
    Words words = Words.of(heading);
    return words.hasAny(Cues.TELLING)
        || words.hasPair("to", "use")
        || words.hasPair("use", "cases")
        || words.hasPair("see", "also");
  }

  /** Without a short label such as "Note:", so that it is not taken for the verb. */
  private static String afterLabel(String text) {
    int colon = text.indexOf(": ");
    boolean label = colon > 0 && colon <= LABEL_MAX && text.lastIndexOf('.', colon) < 0;
    return label ? text.substring(colon + 2) : text;
  }

  private static boolean judges(Passage passage, Words words) {
    String first = words.first();
    return Cues.JUDGEMENTS.contains(first)
        || (Cues.CONDITIONS.contains(first) && passage.text().indexOf(',') > 0)
        || opensWith(words, "make", "sure")
        || opensWith(words, "do", "not")
        || first.equals("don't")
        || (Cues.QUESTIONS.contains(first) && passage.text().endsWith("?"));
  }

  private static boolean obliges(Words words) {
    return words.hasAny(Cues.OBLIGATIONS)
        || words.hasPair("do", "not")
        || words.hasPair("only", "if")
        || words.hasPair("not", "allowed");
  }

  private static boolean opensWith(Words words, String one, String two) {
    return words.inOrder().size() > 1
        && words.inOrder().get(0).equals(one)
        && words.inOrder().get(1).equals(two);
  }

  private static Words afterOpeners(Words words) {
    int index = 0;
    while (index < words.inOrder().size() && Cues.OPENERS.contains(words.inOrder().get(index))) {
      index++;
    }
    return index == words.inOrder().size() ? words : words.from(index);
  }

  private static Verdict action(String type) {
    return new Verdict.Action(type, !NOT_DETERMINISTIC.contains(type));
  }

  private static Verdict rule(String text, Words words) {
    return new Verdict.Rule(
        condition(text, words),
        Cues.CONDITION_TYPES.kind(words).orElse("validation"),
        Cues.RETURNS.kind(words).orElse("boolean"),
        Cues.FAIL_ACTIONS.kind(words));
  }

  /** What stands between "if" and the comma; the whole where it is not built like that. */
  private static String condition(String text, Words words) {
    int comma = text.indexOf(',');
    return Cues.CONDITIONS.contains(words.first()) && comma > 0 ? text.substring(0, comma) : text;
  }

  private static Verdict directive(Passage passage, Words words) {
    return new Verdict.Directive(
        Cues.DIRECTIVES
            .kind(words.first())
            .or(() -> Cues.DIRECTIVES.kind(Words.of(passage.heading())))
            .or(() -> Cues.DIRECTIVES.kind(words))
            .orElse("knowledge"));
  }
}
