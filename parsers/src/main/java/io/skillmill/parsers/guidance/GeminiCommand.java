package io.skillmill.parsers.guidance;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.Decomposer;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.markdown.MarkdownBody;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.traits.Traits;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Takes a command of Gemini CLI in: its prompt, with what is filled in there. */
record GeminiCommand(SkillParser parser, SkillSource source, SourceText text, Limits limits) {

  ParseResult document(Map<String, TomlText> texts, TomlText prompt, List<Diagnostic> findings) {
    var decomposer = new Decomposer(text, parser.version(), limits, Guidance.ORIGIN);
    String words = prompt.words();
    var body = MarkdownBody.read(SourceText.of(text.file(), words), 1, limits);
    for (Passage passage : body.passages()) {
      int start = prompt.offset(passage.start());
      int end = Math.max(start + 1, prompt.offset(passage.end()));
      decomposer.add(passage.moved(start, end, passage.section()));
    }
    body.findings()
        .forEach(finding ->
            findings.add(
                new Diagnostic(
                    finding.rule(),
                    finding.severity(),
                    finding.message(),
                    text.place(prompt.offset(0), prompt.offset(0)))));
    String name = name();
    ObjectNode original = Json.object();
    texts.forEach((key, value) -> original.put(SourceText.wellFormed(key), value.words()));
    Draft draft =
        new Draft(source, parser)
            .named(SkillId.ofClient("gemini_command", name), name)
            .description(described(texts, body))
            .original("dialect", StringNode.valueOf("gemini-command"))
            .original("toml", original);
    var traits = Traits.ofPart(source, text, words, prompt::offset);
    traits.prose(described(texts, body));
    body.tell(traits, SourceText.of(text.file(), words));
    filledIn(words, traits);
    return draft
        .decomposition(decomposer.decomposition(findings))
        .with("traits", traits.json(findings))
        .parsed(findings);
  }

  private static String described(Map<String, TomlText> texts, MarkdownBody body) {
    TomlText description = texts.get("description");
    return description == null ? body.opening() : description.words().strip();
  }

  /** Directories below {@code commands} are name spaces. */
  private String name() {
    Opening opening = Opening.of(source);
    List<String> all = opening.directories();
    int commands = all.lastIndexOf("commands");
    var parts = new ArrayList<>(all.subList(commands < 0 ? all.size() : commands + 1, all.size()));
    parts.add(opening.bareName());
    String name = String.join(":", parts).strip();
    return name.isBlank() ? "command" : name;
  }

  /** What is filled in, and the shell commands and files whose output or text takes their place. */
  private static void filledIn(String words, Traits traits) {
    for (int at = words.indexOf('{', 1); at > 0; at = words.indexOf('{', at + 1)) {
      char sign = words.charAt(at - 1);
      int end = sign == '!' || sign == '@' ? closing(words, at + 1) : -1;
      if (end > at) {
        String inner = words.substring(at + 1, end - 1).strip();
        if (inner.isEmpty()) {
          continue;
        }
        if (sign == '!') {
          traits.command(inner, "sh", Traits.Form.LOAD_TIME, at - 1);
        } else {
          traits.brought(inner, at - 1);
        }
        at = end - 1;
      }
    }
  }

  /** How long what is filled in may be. */
  private static final int BRACES_MAX = 500;

  /** Past the brace that closes, those in between counted; -1 where none does. */
  private static int closing(String words, int from) {
    int depth = 1;
    int most = Math.min(words.length(), from + BRACES_MAX);
    for (int at = from; at < most; at++) {
      char c = words.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return -1;
  }
}
