package io.skillmill.parsers.blocks;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** The blocks of a Markdown text in one line each, as commonmark-java reads them. */
final class OracleOutline {

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .maxOpenBlockParsers(BlocksBesideOracleTest.NESTING_MAX)
          .build();

  private final List<String> lines = new ArrayList<>();

  static List<String> of(String text) {
    var outline = new OracleOutline();
    outline.blocks(PARSER.parse(text), "NONE", 0);
    return outline.lines;
  }

  private void blocks(Node parent, String mark, int depth) {
    String next = mark;
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      block(node, next, depth);
      next = node instanceof LinkReferenceDefinition ? next : "NONE";
    }
  }

  private void block(Node node, String mark, int depth) {
    switch (node) {
      case Heading heading -> add("heading " + heading.getLevel() + " " + plain(heading));
      case Paragraph paragraph -> add("text " + mark + " " + depth + " " + plain(paragraph));
      case FencedCodeBlock code -> add("code " + code.getLiteral());
      case IndentedCodeBlock code -> add("code " + code.getLiteral());
      case HtmlBlock html -> add("html " + html.getLiteral());
      case TableBlock table -> rows(table);
      case OrderedList list -> items(list, "NUMBER", depth + 1);
      case BulletList list -> items(list, "BULLET", depth + 1);
      case LinkReferenceDefinition _, ThematicBreak _ -> {}
      default -> blocks(node, "NONE", depth);
    }
  }

  private void items(Node list, String mark, int depth) {
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      blocks(item, mark, depth);
    }
  }

  private void rows(TableBlock table) {
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        var told = new StringBuilder("row");
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          told.append('|').append(plain(cell).strip());
        }
        add(BlocksBesideOracleTest.withoutEmptyCells(told.toString()));
      }
    }
  }

  private void add(String line) {
    lines.add(BlocksBesideOracleTest.squeezed(line));
  }

  private static String plain(Node block) {
    var plain = new StringBuilder();
    inlines(block, plain);
    return plain.toString();
  }

  private static void inlines(Node parent, StringBuilder plain) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text text -> plain.append(text.getLiteral());
        case Code code -> plain.append(code.getLiteral());
        case HtmlInline html -> plain.append(html.getLiteral());
        case SoftLineBreak _, HardLineBreak _ -> plain.append(' ');
        default -> inlines(node, plain);
      }
    }
  }
}
