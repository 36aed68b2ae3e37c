package io.skillmill.parsers.markdown;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The Markdown below a frontmatter, taken apart. All offsets are those of the source text.
 *
 * <pre>{@code
 * var body = MarkdownBody.read(text, frontmatter.bodyLine(), limits);
 * body.passages().forEach(decomposer::add);
 * findings.addAll(body.findings());
 * }</pre>
 *
 * @param title the first heading of the first level; empty where there is none
 * @param opening the first sentence; empty where there is none
 * @param passages in the order of the text
 * @param links in the order of the text
 * @param commands of shell fences, and those that run when the skill is loaded
 * @param placeholders what is filled in when the skill is run
 * @param findings what was passed over
 */
public record MarkdownBody(
    String title,
    String opening,
    List<Passage> passages,
    List<Link> links,
    List<Command> commands,
    List<Placeholder> placeholders,
    List<Diagnostic> findings) {

  /**
   * A link or an image.
   *
   * @param target where it leads, as it was written
   * @param text what it says
   */
  public record Link(String target, String text, int start, int end) {}

  /**
   * A shell command.
   *
   * @param text without a prompt; may have several lines
   * @param language of its fence
   * @param loadTime whether it runs when the skill is loaded, and its output takes its place
   */
  public record Command(String text, String language, boolean loadTime, int start, int end) {}

  /**
   * Something to be filled in.
   *
   * @param text as it was written, such as {@code $ARGUMENTS} or {@code {{args}}}
   */
  public record Placeholder(String text, int start, int end) {}

  /**
   * Reads the Markdown of a text.
   *
   * @param firstLine where it begins; may be the line after the last
   */
  public static MarkdownBody read(SourceText text, int firstLine, Limits limits) {
    int start = text.startOfLine(firstLine);
    var walk = new BodyWalk(text, start, limits);
    walk.blocks(parser(limits).parse(text.text().substring(start)));
    return walk.body();
  }

  /** Built once for the limits that nearly all have. */
  private static final class Usual {
    static final Parser PARSER = build(Limits.DEFAULT);
  }

  private static Parser parser(Limits limits) {
    return limits.nestingMax() == Limits.DEFAULT.nestingMax() ? Usual.PARSER : build(limits);
  }

  private static Parser build(Limits limits) {
    return Parser.builder()
        .extensions(List.of(TablesExtension.create()))
        .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
        .maxOpenBlockParsers(limits.nestingMax())
        .maxInlineNesting(limits.nestingMax())
        .build();
  }
}
