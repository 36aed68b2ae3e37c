package io.skillmill.parsers.markdown;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.decompose.Passage.Shape;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;

/** Walks the blocks of a Markdown body and writes down its passages. */
final class BodyWalk {

  private final SourceText text;
  private final int base;
  private final Limits limits;
  private final List<Passage> passages = new ArrayList<>();
  private final List<MarkdownBody.Link> links = new ArrayList<>();
  private final List<MarkdownBody.Command> commands = new ArrayList<>();
  private final Sections sections = new Sections();
  private String opening = "";
  private int comments;
  private int definitions;
  private int depth;
  private int deepest;

  BodyWalk(SourceText text, int base, Limits limits) {
    this.text = text;
    this.base = base;
    this.limits = limits;
  }

  MarkdownBody body() {
    return new MarkdownBody(
        sections.title(),
        opening,
        List.copyOf(passages),
        List.copyOf(links),
        List.copyOf(commands),
        Placeholders.of(text.text(), base),
        findings());
  }

  /** Blocks nest no deeper than the parser was told to let them, so recursion is safe. */
  void blocks(Node parent) {
    deepest = Math.max(deepest, ++depth);
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      block(node);
    }
    depth--;
  }

  private void block(Node node) {
    switch (node) {
      case Heading heading -> heading(heading);
      case Paragraph paragraph -> sentences(paragraph);
      case ListBlock list -> items(list, list instanceof OrderedList ? Shape.STEP : Shape.ITEM);
      case FencedCodeBlock code -> code(code);
      case IndentedCodeBlock code -> whole(code, Shape.CODE, code.getLiteral(), "");
      case TableBlock table -> TableRows.of(table, base, this::inline).forEach(this::row);
      case HtmlBlock html -> html(html);
      case LinkReferenceDefinition _ -> definitions++;
      case ThematicBreak _ -> {}
      default -> blocks(node);
    }
  }

  private InlineText inline(Node block) {
    InlineText inline = InlineText.of(block, text.text(), base);
    links.addAll(inline.links());
    return inline;
  }

  private void heading(Heading heading) {
    InlineText inline = inline(heading);
    String title = inline.plain().strip();
    sections.enter(heading.getLevel(), title);
    String step = Labels.stepOf(title);
    if (!step.isEmpty()) {
      whole(heading, Shape.STEP, step, "");
    }
  }

  private void sentences(Paragraph paragraph) {
    InlineText inline = inline(paragraph);
    String plain = inline.plain();
    List<Integer> starts = Sentences.starts(plain);
    int from = start(paragraph);
    for (int i = 0; i < starts.size(); i++) {
      boolean last = i == starts.size() - 1;
      int plainEnd = last ? plain.length() : starts.get(i + 1);
      int to = last ? end(paragraph) : beforeMarkup(inline.offset(plainEnd), from);
      add(Shape.SENTENCE, plain.substring(starts.get(i), plainEnd), from, to);
      from = to;
    }
  }

  /** The signs that open emphasis, a link or code belong to the sentence they open. */
  private int beforeMarkup(int offset, int from) {
    int start = offset;
    while (start > from && "*_[`~".indexOf(text.text().charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private void items(ListBlock list, Shape shape) {
    deepest = Math.max(deepest, ++depth);
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Node first = item.getFirstChild();
      if (first instanceof Paragraph paragraph) {
        item(paragraph, shape);
        for (Node more = first.getNext(); more != null; more = more.getNext()) {
          block(more);
        }
      } else {
        blocks(item);
      }
    }
    depth--;
  }

  private void item(Paragraph paragraph, Shape shape) {
    String plain = inline(paragraph).plain();
    String unticked = Labels.withoutBox(plain);
    boolean box = unticked.length() < plain.length();
    whole(paragraph, box ? Shape.CHECK : shape, unticked, "");
  }

  private void code(FencedCodeBlock block) {
    String language = Labels.language(block.getInfo());
    if (ShellCommands.isShell(language, block.getLiteral())) {
      for (var command : ShellCommands.of(block, base)) {
        commands.add(
            new MarkdownBody.Command(
                command.text(), language, false, command.start(), command.end()));
        passages.add(
            new Passage(
                Shape.COMMAND,
                command.text(),
                command.start(),
                command.end(),
                sections.path(),
                language.isEmpty() ? "sh" : language));
      }
    } else {
      whole(block, Shape.CODE, block.getLiteral(), language);
    }
  }

  private void html(HtmlBlock html) {
    if (html.getLiteral().stripLeading().startsWith("<!--")) {
      comments++;
    } else {
      whole(html, Shape.CODE, html.getLiteral(), "html");
    }
  }

  private void row(TableRows.Row row) {
    add(Shape.ROW, row.text(), row.start(), row.end());
  }

  private void whole(Node block, Shape shape, String plain, String language) {
    if (!plain.isBlank()) {
      passages.add(
          new Passage(shape, plain.strip(), start(block), end(block), sections.path(), language));
    }
  }

  private void add(Shape shape, String plain, int from, int to) {
    if (!plain.isBlank()) {
      opening = opening.isEmpty() ? plain.strip() : opening;
      int start = from;
      int end = to;
      while (start < end - 1 && Character.isWhitespace(text.text().charAt(start))) {
        start++;
      }
      while (end > start + 1 && Character.isWhitespace(text.text().charAt(end - 1))) {
        end--;
      }
      passages.add(Passage.of(shape, plain.strip(), start, end, sections.path()));
    }
  }

  private int start(Node node) {
    return base + node.getSourceSpans().getFirst().getInputIndex();
  }

  private int end(Node node) {
    var span = node.getSourceSpans().getLast();
    return base + span.getInputIndex() + span.getLength();
  }

  private List<Diagnostic> findings() {
    var findings = new ArrayList<Diagnostic>();
    Place top = Place.startOf(text.file());
    if (comments + definitions > 0) {
      findings.add(
          Diagnostic.info(
              "passed-over",
              "%d comments and %d link definitions say nothing to take apart and are passed over"
                  .formatted(comments, definitions),
              top));
    }
    if (deepest >= limits.nestingMax() - 1) {
      findings.add(
          Diagnostic.warning(
              "nesting-flattened",
              "Lists and quotes nest deeper than %d levels and are read as plain text below that;"
                      .formatted(limits.nestingMax())
                  + " nest less",
              top));
    }
    return List.copyOf(findings);
  }
}
