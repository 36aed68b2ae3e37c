package io.skillmill.parsers.llm;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * Has a language model say what the actions, rules and directives are; all else of the document is
 * what the parser of the source's own format finds. It never chooses itself: ask for it by name.
 *
 * <p>The model's answer must have the form that was asked for and name lines that are there. One
 * that does not is sent back once; a second one like it ends with an exception, and so does an
 * endpoint that cannot be reached, since trying again later may help. Results are not the same
 * every time, unlike those of other parsers.
 */
public final class LlmParser implements SkillParser {

  private static final String NAME = "llm";
  private static final String VERSION = "1";

  private final LlmSettings.Read read;
  private final Optional<Endpoint> endpoint;

  /** With the settings of this process's environment. */
  public LlmParser() {
    this(System.getenv());
  }

  /** With the settings of an environment; see {@code docs/guide/strategies.md} for their names. */
  public LlmParser(Map<String, String> environment) {
    this.read = LlmSettings.of(environment);
    this.endpoint =
        read instanceof LlmSettings.Read.Ready(var settings)
            ? Optional.of(new Endpoint(settings))
            : Optional.empty();
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Another model is another version: its results are others. */
  @Override
  public String version() {
    return read instanceof LlmSettings.Read.Ready(var settings)
        ? VERSION + "." + settings.model()
        : VERSION;
  }

  @Override
  public Optional<String> needs() {
    return read instanceof LlmSettings.Read.Missing(var remedy)
        ? Optional.of(remedy)
        : Optional.empty();
  }

  @Override
  public Fit fit(SkillSource source) {
    return Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    ParseResult plain = Parsers.builtIn().parse(source, limits);
    if (!(plain instanceof ParseResult.Parsed base)) {
      return plain;
    }
    var findings = new ArrayList<>(base.diagnostics());
    // What the format's own parser could read has its bytes and is text.
    byte[] bytes = source.primaryFile().bytes().orElseThrow();
    SourceText text = SourceText.read(source.primary(), bytes, new ArrayList<>()).orElseThrow();
    return switch (read) {
      case LlmSettings.Read.Missing(var remedy) ->
          throw Problem.usage("The parser llm cannot be used yet", remedy).asException();
      case LlmSettings.Read.Ready(var settings) -> {
        int lastLine = lastLine(text, settings.limits().charsMax(), findings);
        var usage = new Usage();
        Answer answer = ask(Prompt.of(shown(text), lastLine), lastLine, usage);
        yield new LlmDocument(text, limits, settings)
            .of(this, base.document(), answer, usage, findings);
      }
    };
  }

  /** What leaves the house holds no secrets; its lines are those of the file. */
  private static SourceText shown(SourceText text) {
    byte[] redacted = Redaction.redact(text.text()).getBytes(StandardCharsets.UTF_8);
    return SourceText.read(text.file(), redacted, new ArrayList<>()).orElseThrow();
  }

  private Answer ask(ArrayNode messages, int lastLine, Usage usage) {
    Endpoint asked = endpoint.orElseThrow();
    String content = asked.ask(messages, usage);
    Answer answer = Answer.read(content, lastLine);
    if (answer.faults().isEmpty()) {
      return answer;
    }
    Answer second =
        Answer.read(asked.ask(Prompt.again(messages, content, answer.faults()), usage), lastLine);
    if (second.faults().isEmpty()) {
      return second;
    }
    throw Problem.failed(
            "The language model gave an answer that cannot be used, twice: "
                + String.join("; ", second.faults()),
            "Try again, or ask another model")
        .asException();
  }

  private static int lastLine(SourceText text, int charsMax, List<Diagnostic> findings) {
    int last = text.lineCount();
    if (text.text().length() > charsMax) {
      last = Math.max(1, text.lineAt(charsMax) - 1);
      findings.add(
          Diagnostic.warning(
              "llm-cut",
              "The model was sent the lines before this one, for the file has more than %d"
                      .formatted(charsMax)
                  + " characters; split the skill, or raise "
                  + LlmSettings.CHARS_NAME,
              Place.of(text.file(), Math.min(last + 1, text.lineCount()), 1)));
    }
    return last;
  }
}
