package io.skillmill.parsers.guidance;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.located.Outline;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the commands of Gemini CLI, TOML files with a prompt. */
public final class GeminiCommandParser implements SkillParser {

  private static final String VERSION = "1";
  private static final int LOOK_BYTES_MAX = 64 << 10;

  @Override
  public String name() {
    return "gemini-command";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Opening opening = Opening.of(source);
    if (!opening.endsIn(".toml") || !opensPrompt(source)) {
      return Fit.NONE;
    }
    return opening.in("commands") ? Fit.CERTAIN : Fit.LIKELY;
  }

  /** Whether a line begins with {@code prompt =} before the first table. */
  private static boolean opensPrompt(SkillSource source) {
    String head = Outline.head(source, LOOK_BYTES_MAX);
    for (String line : (Iterable<String>) head.lines()::iterator) {
      String words = line.strip();
      if (words.startsWith("[")) {
        return false;
      }
      if (words.startsWith("prompt") && words.substring(6).stripLeading().startsWith("=")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    var findings = new ArrayList<Diagnostic>();
    Optional<SourceText> text = Words.read(source.primaryFile(), limits, findings);
    Optional<Map<String, TomlText>> texts = text.flatMap(some -> Toml.read(some, findings));
    if (text.isEmpty() || texts.isEmpty()) {
      return new ParseResult.Rejected(findings);
    }
    TomlText prompt = texts.get().get("prompt");
    if (prompt == null || prompt.words().isBlank()) {
      return rejected(findings, text.get().file());
    }
    return new GeminiCommand(this, source, text.get(), limits)
        .document(texts.get(), prompt, findings);
  }

  private static ParseResult rejected(List<Diagnostic> findings, String file) {
    findings.add(
        Diagnostic.error(
            "gemini-command-prompt",
            "The command has no prompt in quotes, so it does nothing; add prompt = \"\"\"…\"\"\"",
            Place.startOf(file)));
    return new ParseResult.Rejected(findings);
  }
}
