package io.skillmill.parsers.markdown;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.blocks.Block;
import io.skillmill.parsers.blocks.Blocks;
import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.ArrayList;
import java.util.List;

/** Walks the blocks of a Markdown body and writes down its passages. */
final class BodyWalk {

  private final SourceText text;
  private final int base;
  private final Blocks blocks;
  private final Inlines inlines;
  private final Passages passages = new Passages();
  private final Prose prose;
  private final Tables tables;
  private final Fences fences;
  private final List<MarkdownBody.Heading> headings = new ArrayList<>();
  private int comments;
  private int tags;

  BodyWalk(SourceText text, int base, Blocks blocks) {
    this.text = text;
    this.base = base;
    this.blocks = blocks;
    this.inlines = blocks.inlines();
    this.prose = new Prose(text.text(), inlines, passages);
    this.tables = new Tables(inlines, passages);
    this.fences = new Fences(text.text(), passages);
  }

  MarkdownBody body(Limits limits) {
    blocks.all().forEach(this::block);
    var commands = new ArrayList<>(fences.commands());
    commands.addAll(LoadTime.of(text.text(), base));
    return new MarkdownBody(
        passages.title(),
        prose.opening(),
        List.copyOf(headings),
        passages.all(),
        List.copyOf(inlines.links()),
        commands,
        List.copyOf(inlines.codes()),
        fences.all(),
        Placeholders.of(text.text(), base),
        findings(limits));
  }

  private void block(Block block) {
    switch (block) {
      case Block.Heading heading -> heading(heading);
      case Block.Paragraph paragraph -> prose.paragraph(paragraph);
      case Block.Code code -> fences.code(code);
      case Block.Table table -> tables.table(table);
      case Block.Html html -> {
        comments += html.comment() ? 1 : 0;
        tags += html.comment() ? 0 : 1;
      }
    }
  }

  /** A heading says what its section is about; it is no element of its own. */
  private void heading(Block.Heading heading) {
    String title = inlines.read(heading.lines()).plain().strip();
    headings.add(new MarkdownBody.Heading(heading.level(), title, heading.start()));
    passages.enter(heading.level(), title);
  }

  private List<Diagnostic> findings(Limits limits) {
    var findings = new ArrayList<Diagnostic>();
    Place top = Place.startOf(text.file());
    int over = comments + tags + blocks.definitions() + fences.outputs();
    if (over > 0) {
      String what =
          "%d comments, %d lines of tags, %d link definitions and %d lines of output"
              .formatted(comments, tags, blocks.definitions(), fences.outputs());
      findings.add(
          Diagnostic.info(
              "passed-over", what + " say nothing to take apart and are passed over", top));
    }
    if (blocks.flattened()) {
      findings.add(
          Diagnostic.warning(
              "nesting-flattened",
              "Lists and quotes nest deeper than %d levels and are read as plain text below that;"
                      .formatted(limits.nestingMax())
                  + " nest less",
              top));
    }
    return findings;
  }
}
