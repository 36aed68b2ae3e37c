package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what schemas state to the document, each thing once; or, where it is the condition of
 * something else, into words.
 */
final class Statements {

  /** How long a condition may be before a rule can no longer carry it. */
  private static final int CONDITION_MAX = 300;

  private final Declaration declaration;
  private final Set<String> stated = new HashSet<>();
  private final Set<Integer> leftOut = new HashSet<>();

  /** What is stated while a condition is made; otherwise nothing. */
  private Optional<List<String>> condition = Optional.empty();

  private boolean whole;

  Statements(Declaration declaration) {
    this.declaration = declaration;
  }

  /** What was stated of another schema may be stated again. */
  void begin() {
    stated.clear();
  }

  void rule(String type, Located at, Spot spot, String sentence) {
    if (condition.isPresent()) {
      condition.get().add(sentence);
    } else if (stated.add(sentence + spot.when())) {
      declaration.rule(type, at, sentence + spot.when(), spot.outer());
    }
  }

  void directive(String type, Located at, Spot spot, String sentence) {
    if (condition.isEmpty() && stated.add(sentence + spot.when())) {
      declaration.directive(type, at, sentence + spot.when(), spot.outer());
    }
  }

  void sentences(Located text, String section) {
    if (condition.isEmpty()) {
      declaration.sentences(text, section);
    }
  }

  void error(String rule, String message, Located at) {
    if (condition.isEmpty()) {
      declaration.error(rule, message, at);
    }
  }

  void warning(String rule, String message, Located at) {
    if (condition.isEmpty()) {
      declaration.warning(rule, message, at);
    }
  }

  /** A keyword that no rule carries, if it is there at all. */
  void leftOut(Located keyword, Spot spot, String why) {
    if (!keyword.isThere()) {
      return;
    }
    whole = false;
    if (condition.isEmpty() && leftOut.add(keyword.start())) {
      declaration.info(
          "input-keyword-left-out",
          "%s of %s makes no rule, for %s; say in the description what it demands"
              .formatted(Shown.of(keyword.name()), spot.shown(), why),
          keyword);
    }
  }

  /** All that is stated meanwhile, in one; nothing where it is none, too much, or not all. */
  Optional<String> asCondition(Runnable states) {
    var before = condition;
    boolean wholeBefore = whole;
    var sentences = new ArrayList<String>();
    condition = Optional.of(sentences);
    whole = true;
    states.run();
    String joined = String.join(" and ", sentences);
    boolean tellable = whole && !joined.isEmpty() && joined.length() <= CONDITION_MAX;
    condition = before;
    whole = wholeBefore;
    return tellable ? Optional.of(joined) : Optional.empty();
  }
}
