package io.skillmill.parsers.decompose;

import java.util.Optional;
import java.util.Set;

/**
 * Classifies passages by how they stand in the text first, by what their heading and the line above
 * their list announce second, and by whole words third. One for each document; not thread-safe.
 */
final class Classifier {

  private static final Set<String> NOT_DETERMINISTIC = Set.of("llm_inference", "await_input");

  /** How long a label before the words themselves may be. */
  private static final int LABEL_MAX = 24;

  private static final WordSet STATES = WordSet.of("is", "are", "has", "have", "must", "should");

  private static final WordSet UNTIL = WordSet.of("until");

  private static final WordSet ALL = WordSet.of("each", "every", "all", "example", "more", "full");

  private String section = "";
  private Words heading = Words.of("");
  private Topic topic = Topic.OPEN;
  private String lead = "";
  private Topic leadTopic = Topic.OPEN;
  private boolean opened;

  /** How sure a verdict is in percent, by what it goes by. */
  private static final class Sure {
    static final int BY_FORM = 90;
    static final int BY_WORDS = 75;
    static final int BY_PLACE = 65;
    static final int FOR_WANT_OF_ELSE = 50;
  }

  static Optional<String> actionType(String instruction) {
    return Cues.ACTIONS.kind(Clauses.afterOpeners(Words.of(instruction)), 0);
  }

  Verdict classify(Passage passage) {
    return switch (passage.shape()) {
      case COMMAND -> new Verdict.Action("external_call", true, Sure.BY_FORM);
      case CODE -> new Verdict.Directive("knowledge", Sure.BY_FORM);
      case ROW -> new Verdict.Directive("knowledge", Sure.BY_WORDS);
      case CASE -> rule(passage.text(), words(passage), Sure.BY_FORM);
      case CHECK -> check(passage, words(passage));
      case STEP -> step(passage, words(passage));
      case TERM, ITEM -> item(passage, words(passage));
      case SENTENCE -> sentence(passage, words(passage));
    };
  }

  /** Without a label such as "Note:", so that it is not taken for the verb. */
  private static Words words(Passage passage) {
    String text = passage.text();
    if (passage.label() > 0 && passage.label() < text.length()) {
      return Words.of(text, passage.label());
    }
    int colon = text.indexOf(": ");
    boolean label = colon > 0 && colon <= LABEL_MAX && text.lastIndexOf('.', colon) < 0;
    return Words.of(text, label ? colon + 2 : 0);
  }

  /** What the line above says, and where that is nothing, the heading. */
  private Topic topic(Passage passage) {
    if (!passage.section().equals(section)) {
      section = passage.section();
      heading = Words.of(passage.heading());
      topic = Topic.ofHeading(passage.heading(), heading);
    }
    if (passage.lead().isEmpty()) {
      return topic;
    }
    if (!passage.lead().equals(lead)) {
      lead = passage.lead();
      leadTopic = Topic.ofLead(lead, Words.of(lead));
    }
    return leadTopic == Topic.OPEN ? topic : leadTopic;
  }

  /** A box is ticked for something done where it opens with a verb, else for a state. */
  private static Verdict check(Passage passage, Words words) {
    Words verbFirst = Clauses.afterOpeners(words);
    var type = Cues.ACTIONS.kind(verbFirst, 0);
    boolean state = STATES.contains(verbFirst, 1);
    return type.isEmpty() || state || judges(passage, verbFirst)
        ? rule(passage.text(), words, Sure.BY_FORM)
        : action(type.get(), Sure.BY_WORDS);
  }

  /** A step is something to do, unless it opens like a condition or a check. */
  private Verdict step(Passage passage, Words words) {
    Words verbFirst = Clauses.afterOpeners(words);
    var type = Cues.ACTIONS.kind(verbFirst, 0);
    Topic about = topic(passage);
    if (judges(passage, verbFirst) || (obliges(words) && type.isEmpty()) || repeats(verbFirst)) {
      return rule(passage.text(), words, Sure.BY_WORDS);
    }
    if (about == Topic.VERIFY || about == Topic.WHEN || about == Topic.DUTY) {
      return type.isPresent() && about != Topic.WHEN
          ? action(type.get(), Sure.BY_WORDS)
          : rule(passage.text(), words, Sure.BY_PLACE);
    }
    if (about == Topic.ADVICE || about == Topic.TELL || about == Topic.TROUBLE) {
      return obliges(words)
          ? rule(passage.text(), words, Sure.BY_WORDS)
          : directive(passage, words);
    }
    return type.isPresent() ? action(type.get(), Sure.BY_FORM) : action("transform", Sure.BY_WORDS);
  }

  private Verdict item(Passage passage, Words words) {
    Words verbFirst = Clauses.afterOpeners(words);
    Topic about = topic(passage);
    if (judges(passage, verbFirst) || obliges(words)) {
      return rule(passage.text(), words, Sure.BY_WORDS);
    }
    var type = Cues.ACTIONS.kind(verbFirst, 0);
    return switch (about) {
      case WHEN, DUTY -> rule(passage.text(), words, Sure.BY_PLACE);
      case VERIFY ->
          type.isPresent()
              ? action(type.get(), Sure.BY_PLACE)
              : rule(passage.text(), words, Sure.BY_PLACE);
      case TROUBLE ->
          passage.label() > 0
              ? rule(passage.text(), words, Sure.BY_PLACE)
              : directive(passage, words);
      case ASK -> action(type.orElse("io_read"), Sure.BY_PLACE);
      case ADVICE, TELL -> directive(passage, words);
      case OPEN ->
          passage.shape() == Passage.Shape.TERM
              ? directive(passage, words)
              : statement(passage, words);
    };
  }

  private Verdict sentence(Passage passage, Words words) {
    boolean first = !opened;
    opened = true;
    Words verbFirst = Clauses.afterOpeners(words);
    Topic about = topic(passage);
    if (judges(passage, verbFirst) || obliges(words) || announcesCase(passage, verbFirst)) {
      return rule(passage.text(), words, Sure.BY_WORDS);
    }
    boolean summary = first && passage.section().indexOf(Passage.UNDER) < 0;
    return summary || about == Topic.ADVICE || about == Topic.TELL || about == Topic.TROUBLE
        ? directive(passage, words)
        : statement(passage, words);
  }

  private Verdict statement(Passage passage, Words words) {
    String behind = Clauses.behindLeading(passage.text(), words);
    Words main = behind.equals(passage.text()) ? words : Words.of(behind);
    Words verbFirst = Clauses.afterOpeners(main);
    var type = Cues.ACTIONS.kind(verbFirst, 0);
    boolean order = type.isPresent() || (!Signs.latin(behind) && Signs.orders(behind));
    if (order && Clauses.conditional(main)) {
      return rule(passage.text(), words, Sure.BY_WORDS);
    }
    return order && !loads(passage.text())
        ? action(type.orElse("transform"), Sure.BY_WORDS)
        : directive(passage, words);
  }

  /** Whether it is put in when the skill is loaded. */
  private static boolean loads(String text) {
    return text.contains(": !");
  }

  private static boolean repeats(Words words) {
    return words.begins("repeat") && UNTIL.hasAny(words);
  }

  private static boolean judges(Passage passage, Words words) {
    String text = passage.text();
    return Cues.JUDGEMENTS.hasFirst(words)
        || (Cues.CONDITIONS.hasFirst(words) && decides(text))
        || words.begins("only")
        || words.begins("make", "sure")
        || words.begins("do", "not")
        || words.begins("check", "that")
        || words.begins("don't")
        || (Cues.QUESTIONS.hasFirst(words) && text.endsWith("?"))
        || (!Signs.latin(text) && Signs.judges(text));
  }

  /** Whether a condition has a consequence, or a list of them below it. */
  private static boolean decides(String text) {
    return text.indexOf(',') > 0
        || text.indexOf('→') > 0
        || text.contains("->")
        || text.indexOf(':') > 0
        || text.endsWith("：");
  }

  /** "For a broken build:" is a case, and so is "For a broken build, start here". */
  private static boolean announcesCase(Passage passage, Words words) {
    String text = passage.text();
    return words.begins("for")
        && !ALL.contains(words, 1)
        && (text.endsWith(":") || text.indexOf(", ") > 0);
  }

  private static boolean obliges(Words words) {
    return Cues.OBLIGATIONS.hasAny(words)
        || words.hasPair("do", "not")
        || words.hasPair("only", "if")
        || words.hasPair("only", "when")
        || words.hasPair("not", "allowed");
  }

  private static Verdict action(String type, int percent) {
    return new Verdict.Action(type, !NOT_DETERMINISTIC.contains(type), percent);
  }

  private static Verdict rule(String text, Words words, int percent) {
    return new Verdict.Rule(
        condition(text, words),
        Cues.CONDITION_TYPES.kind(words).orElse("validation"),
        Cues.RETURNS.kind(words).orElse("boolean"),
        Cues.FAIL_ACTIONS.kind(words),
        percent);
  }

  /** What stands between "if" and the comma; the whole where it is not built like that. */
  private static String condition(String text, Words words) {
    int comma = text.indexOf(',');
    return Cues.CONDITIONS.hasFirst(words) && comma > 0 ? text.substring(0, comma) : text;
  }

  private Verdict directive(Passage passage, Words words) {
    topic(passage);
    var type =
        Cues.DIRECTIVES
            .kind(words, 0)
            .or(() -> Cues.DIRECTIVES.kind(heading))
            .or(() -> Cues.DIRECTIVES.kind(words));
    return type.isPresent()
        ? new Verdict.Directive(type.get(), Sure.BY_WORDS)
        : new Verdict.Directive("knowledge", Sure.FOR_WANT_OF_ELSE);
  }
}
