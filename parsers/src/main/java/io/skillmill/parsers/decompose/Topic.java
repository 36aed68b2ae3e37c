package io.skillmill.parsers.decompose;

import java.util.Set;

/** What a heading or a line says of all that stands below it. */
enum Topic {
  /** Nothing that is known. */
  OPEN,
  /** In which case the skill, or a part of it, applies. */
  WHEN,
  /** Duties and bans. */
  DUTY,
  /** What must hold in the end. */
  VERIFY,
  /** What goes wrong, and what to do then. */
  TROUBLE,
  /** Advice that holds all through the work. */
  ADVICE,
  /** What is to be found out or written down. */
  ASK,
  /** What there is. */
  TELL;

  private static final Set<String> WHEN_WORDS =
      Set.of("when", "triggers", "trigger", "wann", "cuándo", "cuando", "quando", "quand", "когда");

  private static final Set<String> DUTY_WORDS =
      Set.of(
          "rules",
          "rule",
          "never",
          "always",
          "must",
          "don'ts",
          "forbidden",
          "prohibited",
          "avoid",
          "guardrails",
          "don't",
          "reglas",
          "regras",
          "regeln",
          "règles",
          "правила");

  private static final Set<String> VERIFY_WORDS =
      Set.of("acceptance", "criteria", "verify", "verifying", "checklist", "gates", "quality");

  private static final Set<String> TROUBLE_WORDS =
      Set.of(
          "troubleshooting",
          "error",
          "errors",
          "problems",
          "issues",
          "mistakes",
          "anti-patterns",
          "gotchas",
          "edge",
          "antipatterns");

  private static final Set<String> ADVICE_WORDS =
      Set.of(
          "tips",
          "tip",
          "practices",
          "practice",
          "guidelines",
          "guideline",
          "notes",
          "note",
          "pitfalls",
          "style",
          "conventions",
          "recommendations",
          "philosophy",
          "principles",
          "mindset",
          "consejos",
          "dicas",
          "tipps",
          "советы",
          "hinweise",
          "conseils");

  private static final Set<String> TELL_WORDS =
      Set.of("prerequisites", "requirements", "context", "related", "reference", "deliverables");

  private static final Set<String> CHECKS =
      Set.of(
          "verify", "confirm", "ensure", "validate", "check", "verificar", "verifique", "prüfen");

  /** Verbs that have nothing to act on but what stands in the lines below. */
  private static final Set<String> ASKING =
      Set.of(
          "identify",
          "record",
          "collect",
          "gather",
          "ask",
          "capture",
          "determine",
          "specify",
          "clarify",
          "note",
          "with",
          "down",
          "user",
          "for",
          "about",
          "confirm",
          "find",
          "know");

  private static final String[] WHEN_SIGNS = {
    "使用时机", "何时", "适用场景", "使用场景", "触发", "使用場面", "トリガー", "使うとき", "使用タイミング", "언제", "트리거", "사용 시점"
  };
  private static final String[] DUTY_SIGNS = {"规则", "禁止", "ルール", "規則", "必须", "규칙", "금지"};
  private static final String[] ADVICE_SIGNS = {
    "最佳实践", "注意", "ベストプラクティス", "ヒント", "コツ", "建议", "原则", "原則", "팁", "모범 사례"
  };
  private static final String[] VERIFY_SIGNS = {"检查清单", "チェックリスト", "验收", "체크리스트"};

  /** What a heading says. */
  static Topic ofHeading(String text, Words words) {
    if (!Signs.latin(text)) {
      return Signs.any(text, WHEN_SIGNS)
          ? WHEN
          : Signs.any(text, DUTY_SIGNS)
              ? DUTY
              : Signs.any(text, VERIFY_SIGNS)
                  ? VERIFY
                  : Signs.any(text, ADVICE_SIGNS) ? ADVICE : OPEN;
    }
    if (WHEN_WORDS.contains(words.first()) || words.hasAny(Set.of("triggers", "trigger"))) {
      return WHEN;
    }
    if (words.hasAny(ADVICE_WORDS)) {
      return ADVICE;
    }
    if (words.hasAny(DUTY_WORDS) || words.hasPair("do", "not")) {
      return DUTY;
    }
    if (words.hasAny(TROUBLE_WORDS) || words.hasPair("red", "flags")) {
      return TROUBLE;
    }
    if (words.hasAny(VERIFY_WORDS)) {
      return VERIFY;
    }
    return words.hasAny(TELL_WORDS) || tells(words) ? TELL : OPEN;
  }

  private static boolean tells(Words words) {
    return words.hasAny(Cues.TELLING)
        || words.hasPair("to", "use")
        || words.hasPair("use", "cases")
        || words.hasPair("see", "also");
  }

  /** What a line says that introduces a list. */
  static Topic ofLead(String text, Words words) {
    if (!Signs.latin(text)) {
      return Signs.any(text, WHEN_SIGNS) ? WHEN : Signs.any(text, DUTY_SIGNS) ? DUTY : OPEN;
    }
    String last = words.last();
    if (last.equals("when") || last.equals("if") || last.equals("unless")) {
      return WHEN;
    }
    String verb = Clauses.afterOpening(words).first();
    if (CHECKS.contains(verb) || CHECKS.contains(last) || words.hasPair("check", "that")) {
      return VERIFY;
    }
    if (words.hasAny(DUTY_WORDS) || words.hasPair("do", "not")) {
      return DUTY;
    }
    return Cues.ACTIONS.kind(verb).isPresent() && ASKING.contains(last) ? ASK : OPEN;
  }
}
