package io.skillmill.parsers.decompose;

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

  private static final WordSet WHEN_WORDS =
      WordSet.of(
          "when", "triggers", "trigger", "wann", "cuándo", "cuando", "quando", "quand", "когда");

  private static final WordSet TRIGGERS = WordSet.of("triggers", "trigger");

  /** What a line ends with whose list says in which cases. */
  private static final WordSet CASES = WordSet.of("when", "if", "unless");

  private static final WordSet DUTY_WORDS =
      WordSet.of(
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

  private static final WordSet VERIFY_WORDS =
      WordSet.of("acceptance", "criteria", "verify", "verifying", "checklist", "gates", "quality");

  private static final WordSet TROUBLE_WORDS =
      WordSet.of(
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

  private static final WordSet ADVICE_WORDS =
      WordSet.of(
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

  private static final WordSet TELL_WORDS =
      WordSet.of(
          "prerequisites", "requirements", "context", "related", "reference", "deliverables");

  private static final WordSet CHECKS =
      WordSet.of(
          "verify", "confirm", "ensure", "validate", "check", "verificar", "verifique", "prüfen");

  /** Verbs that have nothing to act on but what stands in the lines below. */
  private static final WordSet ASKING =
      WordSet.of(
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
    if (WHEN_WORDS.hasFirst(words) || TRIGGERS.hasAny(words)) {
      return WHEN;
    }
    if (ADVICE_WORDS.hasAny(words)) {
      return ADVICE;
    }
    if (DUTY_WORDS.hasAny(words) || words.hasPair("do", "not")) {
      return DUTY;
    }
    if (TROUBLE_WORDS.hasAny(words) || words.hasPair("red", "flags")) {
      return TROUBLE;
    }
    if (VERIFY_WORDS.hasAny(words)) {
      return VERIFY;
    }
    return TELL_WORDS.hasAny(words) || tells(words) ? TELL : OPEN;
  }

  private static boolean tells(Words words) {
    return Cues.TELLING.hasAny(words)
        || words.hasPair("to", "use")
        || words.hasPair("use", "cases")
        || words.hasPair("see", "also");
  }

  /** What a line says that introduces a list. */
  static Topic ofLead(String text, Words words) {
    if (!Signs.latin(text)) {
      return Signs.any(text, WHEN_SIGNS) ? WHEN : Signs.any(text, DUTY_SIGNS) ? DUTY : OPEN;
    }
    if (CASES.hasLast(words)) {
      return WHEN;
    }
    Words verbFirst = Clauses.afterOpening(words);
    if (CHECKS.hasFirst(verbFirst) || CHECKS.hasLast(words) || words.hasPair("check", "that")) {
      return VERIFY;
    }
    if (DUTY_WORDS.hasAny(words) || words.hasPair("do", "not")) {
      return DUTY;
    }
    return Cues.ACTIONS.contains(verbFirst, 0) && ASKING.hasLast(words) ? ASK : OPEN;
  }
}
