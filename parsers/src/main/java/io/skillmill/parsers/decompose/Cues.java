package io.skillmill.parsers.decompose;

/** The words that classification goes by. */
final class Cues {

  private Cues() {}

  /** Verbs that open an instruction, by what carrying it out amounts to. */
  static final CueTable ACTIONS =
      new CueTable(
          """
          await_input: ask wait await prompt request solicit invite
          llm_inference: summarise summarize explain draft describe propose suggest decide think consider reflect \
          interpret brainstorm translate paraphrase reason infer judge classify critique compose analyse analyze \
          assess understand imagine
          io_read: read load open fetch list find search inspect view review scan look browse get gather collect \
          retrieve examine locate extract import parse detect discover monitor watch consult study
          io_write: write save create generate export add append record document print output report log \
          produce publish insert include attach present show display list emit store
          external_call: run call execute invoke query download upload send post curl test build compile launch \
          connect clone pull submit notify email
          state_change: update set install configure deploy delete remove start stop restart commit push merge \
          enable disable register move rename reset apply initialise initialize setup switch upgrade migrate close \
          assign mark tag stage revert archive drop clean clear mount grant revoke
          compute: calculate compute count compare measure estimate rank sort score sum hash evaluate total weigh
          transform: convert transform format split replace refactor normalise normalize filter map group edit \
          modify change adjust fix rewrite restructure simplify combine use trim strip wrap encode decode round \
          reduce expand organise organize prepare make turn break cut keep put take follow select choose pick \
          define identify determine repeat resolve handle process optimise optimize implement design plan outline \
          limit give tell provide specify name reference link match align state quote cite place begin finish \
          complete iterate continue return skip go try do work synthesize synthesise delegate announce mention press \
          click enter fill crea create crie erstelle revisa revise pregunta usa utiliza utilize verwende nutze \
          используй используйте создай создайте apply\
          """);

  /** Words that open a judgement. */
  static final WordSet JUDGEMENTS =
      WordSet.of(
          "check",
          "verify",
          "validate",
          "ensure",
          "confirm",
          "assert",
          "avoid",
          "never",
          "always",
          "verifica",
          "verifique",
          "confirme",
          "garanta",
          "asegúrate",
          "prüfe",
          "проверь",
          "проверьте",
          "убедись",
          "убедитесь",
          "evite",
          "evita",
          "vermeide");

  /** Words that open a question with a yes or a no for an answer. */
  static final WordSet QUESTIONS =
      WordSet.of("is", "are", "was", "were", "does", "do", "did", "has", "have", "can");

  /** Words of headings whose sections tell rather than order. */
  static final WordSet TELLING =
      WordSet.of(
          "overview",
          "background",
          "introduction",
          "about",
          "example",
          "examples",
          "references",
          "resources",
          "glossary",
          "concepts",
          "triggers",
          "capabilities",
          "features",
          "purpose",
          "philosophy",
          "principles");

  /** Words that open a condition. */
  static final WordSet CONDITIONS =
      WordSet.of(
          "if",
          "when",
          "whenever",
          "unless",
          "otherwise",
          "si",
          "wenn",
          "falls",
          "если",
          "когда",
          "cuando",
          "quando",
          "caso");

  /** Words that oblige or forbid wherever they stand. */
  static final WordSet OBLIGATIONS =
      WordSet.of(
          "must",
          "never",
          "always",
          "shall",
          "cannot",
          "can't",
          "mustn't",
          "don't",
          "shouldn't",
          "mandatory",
          "forbidden",
          "prohibited",
          "required",
          "requires",
          "should",
          "disallowed",
          "nunca",
          "siempre",
          "sempre",
          "debe",
          "deben",
          "deve",
          "devem",
          "muss",
          "müssen",
          "niemals",
          "darf",
          "dürfen",
          "jamais",
          "toujours",
          "doit",
          "никогда",
          "всегда",
          "должен",
          "должна",
          "должно",
          "должны",
          "нельзя",
          "обязательно");

  /** Words that may stand before the verb of an instruction. */
  static final WordSet OPENERS =
      WordSet.of(
          "first",
          "second",
          "third",
          "then",
          "next",
          "finally",
          "now",
          "also",
          "please",
          "optionally",
          "carefully",
          "lastly",
          "afterwards",
          "and",
          "to",
          "immediately",
          "briefly",
          "again",
          "optional",
          "recommended");

  static final CueTable CONDITION_TYPES =
      new CueTable(
          """
          permission_check: permission permissions permitted authorise authorize authorised authorized \
          authorisation authorization approval approve approved access allowed role roles credentials consent secret \
          secrets
          existence_check: exist exists existing found present missing available absent empty contain contains \
          include includes
          type_check: type types format formats schema json yaml csv integer string boolean encoding
          range_check: range between minimum maximum bounds least most characters
          threshold_check: threshold limit limits quota rate exceed exceeds exceeding percent above below than
          consistency_check: consistent consistency match matches matching same align aligned agree agrees equal \
          equals duplicate duplicates
          state_check: state status ready running stopped complete completed finished done pending open closed clean \
          pass passes passed fails failed failing\
          """);

  static final CueTable RETURNS =
      new CueTable(
          """
          score: score scores rating rate percentage confidence
          classification: classify classification category categories severity kind
          enum_value: either options choices\
          """);

  static final CueTable FAIL_ACTIONS =
      new CueTable(
          """
          halt: stop abort halt exit refuse cancel quit
          retry: retry retries again repeat
          escalate: ask escalate tell inform notify flag warn report consult
          error_throw: raise throw error reject fail
          default_value: default defaults fallback assume
          branch: skip otherwise else instead\
          """);

  static final CueTable DIRECTIVES =
      new CueTable(
          """
          completion: goal goals objective objectives done complete completion finished success deliverable \
          deliverables outcome outcomes acceptance
          constraint: constraint constraints limit limits limitation limitations restriction restrictions maximum \
          minimum boundary boundaries only within exceed
          preference: prefer prefers preferred preference preferences favour favor recommended recommendation \
          recommendations ideally style conventions convention tone
          principle: principle principles philosophy guideline guidelines values rule rules ethos
          strategy: strategy strategies approach method methods methodology technique techniques workflow pattern \
          patterns tactic tactics process
          knowledge: overview background context reference references concept concepts glossary about example \
          examples note notes introduction\
          """);
}
