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
 * The Markdown below the frontmatter, as passages.
 *
 * @param title the first heading of the first level; empty where there is none
 * @param opening the first sentence; empty where there is none
 * @param passages in the order of the text
 * @param findings what was passed over
 */
record Body(String title, String opening, List<Passage> passages, List<Diagnostic> findings) {

  static Body read(SourceText text, int firstLine, Limits limits) {
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
