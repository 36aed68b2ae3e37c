package io.skillmill.parsers.markdown;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.Decomposer;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses agent skills: a SKILL.md, in any letter case, with YAML frontmatter and a Markdown body.
 *
 * <p>Broken frontmatter is no reason to give up: what can be recovered is, and the diagnostics say
 * how. A source is rejected only where no document can be made of it.
 */
public final class AgentSkillParser implements SkillParser {

  private static final String VERSION = "2";

  /** How much of a file that is called otherwise is looked at. */
  private static final int LOOK_BYTES_MAX = 16 << 10;

  @Override
  public String name() {
    return "agent-skill";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    String file = source.primary().toLowerCase(Locale.ROOT);
    if (file.equals("skill.md")) {
      return Fit.CERTAIN;
    }
    if (file.endsWith(".md") || file.endsWith(".markdown")) {
      return looksLikeSkill(source.primaryFile()) ? Fit.LIKELY : Fit.POSSIBLE;
    }
    return beginsWithFence(source.primaryFile()) ? Fit.POSSIBLE : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    var findings = new ArrayList<Diagnostic>();
    Optional<SourceText> text = text(source.primaryFile(), limits, findings);
    return text.isEmpty()
        ? new ParseResult.Rejected(findings)
        : parse(source, text.get(), limits, findings);
  }

  private ParseResult parse(
      SkillSource source, SourceText text, Limits limits, List<Diagnostic> findings) {
    Frontmatter frontmatter = Frontmatter.read(text, limits, findings);
    var decomposer = new Decomposer(text, VERSION, limits);
    var body = MarkdownBody.read(text, frontmatter.bodyLine(), limits);
    body.passages().forEach(decomposer::add);
    findings.addAll(body.findings());
    if (!frontmatter.present() && decomposer.isEmpty()) {
      findings.add(
          error(text.file(), "nothing-usable", "Nothing in the file can be used; write a skill"));
      return new ParseResult.Rejected(findings);
    }
    return new SkillDocument(source, text, frontmatter, body, limits)
        .of(this, decomposer.decomposition(findings), findings);
  }

  private static Optional<SourceText> text(
      SkillFile file, Limits limits, List<Diagnostic> findings) {
    Optional<SourceText> text = SourceText.read(file, limits, findings);
    if (text.isPresent() && text.get().text().isBlank()) {
      findings.add(
          error(file.name(), "file-empty", "The file is empty; write name, description and body"));
      return Optional.empty();
    }
    return text;
  }

  private static Diagnostic error(String file, String rule, String message) {
    return Diagnostic.error(rule, message, Place.startOf(file));
  }

  /** Pages of any site begin with a fence; a skill has a name and a description there. */
  private static boolean looksLikeSkill(SkillFile file) {
    if (!beginsWithFence(file)) {
      return false;
    }
    byte[] bytes = file.bytes().orElse(new byte[0]);
    // Latin-1 keeps each byte a character of its own, so this searches bytes.
    int length = Math.min(bytes.length, LOOK_BYTES_MAX);
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int end = head.indexOf("\n---", 4);
    String fields = end < 0 ? head : head.substring(0, end);
    return fields.contains("\nname:") && fields.contains("\ndescription:");
  }

  /** Looks at the first bytes alone, for this is asked of every file. */
  private static boolean beginsWithFence(SkillFile file) {
    byte[] bytes = file.bytes().orElse(new byte[0]);
    int at = bytes.length > 2 && bytes[0] == (byte) 0xEF ? 3 : 0;
    return bytes.length > at + 3
        && bytes[at] == '-'
        && bytes[at + 1] == '-'
        && bytes[at + 2] == '-'
        && (bytes[at + 3] == '\n' || bytes[at + 3] == '\r');
  }
}
