package io.skillmill.coordination.skills.bundled.fetch;

import java.util.ArrayDeque;
import java.util.Set;

/**
 * Turns HTML into Markdown: headings, paragraphs, lists, links, images, emphasis, code, quotes and
 * simple tables. Takes time in proportion to the page, whatever it looks like.
 */
final class Markdown {

  /** How long it may become; no page that is read gets there but by design. */
  static final int CHARS_MAX = 20_000_000;

  private static final int LISTS_MAX = 100;

  private static final Set<String> PARAGRAPHS =
      Set.of("p", "figure", "dl", "form", "details", "fieldset");

  private static final Set<String> BLOCKS =
      Set.of(
          "div",
          "section",
          "article",
          "header",
          "footer",
          "main",
          "nav",
          "aside",
          "address",
          "figcaption",
          "summary",
          "dt",
          "dd",
          "center",
          "body",
          "html",
          "legend",
          "option",
          "br");

  /** Drawings and what is not shown. */
  private static final Set<String> DROPPED = Set.of("svg", "template", "noscript", "math");

  private final Lines lines = new Lines();
  private final TableRows table = new TableRows(lines);

  /** The number of the next item for each list that is open; 0 where they have none. */
  private final ArrayDeque<Integer> lists = new ArrayDeque<>();

  private final StringBuilder code = new StringBuilder();
  private boolean inCode;
  private String dropping = "";

  private Markdown() {}

  static String of(String html) {
    var markdown = new Markdown();
    var tokens = new Tokens(html);
    boolean more = true;
    while (more && markdown.lines.length() < CHARS_MAX) {
      more = markdown.take(tokens.next());
    }
    return markdown.lines.toString();
  }

  private boolean take(Token token) {
    switch (token) {
      case Token.End() -> endCode();
      case Token.Close(String name) when name.equals(dropping) -> dropping = "";
      case Token _ when !dropping.isEmpty() -> {}
      case Token.Text(String text) -> text(text);
      case Token.Open open -> open(open);
      case Token.Close(String name) -> close(name);
    }
    return !(token instanceof Token.End);
  }

  private void text(String text) {
    if (inCode) {
      code.append(text);
    } else {
      lines.text(text);
    }
  }

  private void open(Token.Open open) {
    String name = open.name();
    if (DROPPED.contains(name)) {
      dropping = name;
    } else if (inCode) {
      code.append(name.equals("br") ? "\n" : "");
    } else if (isHeading(name)) {
      lines.breakLine(2);
      lines.lead("#".repeat(name.charAt(1) - '0') + " ");
    } else if (!openInline(open) && !openList(name) && !openTable(name)) {
      openBlock(name);
    }
  }

  private static boolean isHeading(String name) {
    return name.length() == 2
        && name.charAt(0) == 'h'
        && name.charAt(1) >= '1'
        && name.charAt(1) <= '6';
  }

  private boolean openInline(Token.Open open) {
    switch (open.name()) {
      case "b", "strong" -> lines.marks().begin("strong", "**");
      case "i", "em", "cite" -> lines.marks().begin("em", "*");
      case "code", "kbd", "samp", "tt" -> lines.marks().begin("code", "`");
      case "a" -> lines.marks().beginLink(open.attribute("href"));
      case "img" -> image(open);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void image(Token.Open open) {
    String source = open.attribute("src");
    String told = open.attribute("alt").strip();
    if (!source.isEmpty() && !source.startsWith("data:") && source.length() <= 2_000) {
      String plain = told.replace('\n', ' ').replace("[", "").replace("]", "");
      lines.raw("![%s](%s)".formatted(plain, Marks.sound(source.strip())));
    } else if (!told.isEmpty()) {
      lines.text(told);
    }
  }

  private boolean openList(String name) {
    switch (name) {
      case "ul", "ol", "menu" -> {
        lines.breakLine(lists.isEmpty() ? 2 : 1);
        if (lists.size() < LISTS_MAX) {
          lists.push(name.equals("ol") ? 1 : 0);
          lines.list(1);
        }
      }
      case "li" -> item();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void item() {
    lines.breakLine(1);
    lines.lead("");
    int number = lists.isEmpty() ? 0 : lists.peek();
    if (number == 0) {
      lines.lead("- ");
    } else {
      lines.lead(number + ". ");
      lists.pop();
      lists.push(number + 1);
    }
  }

  private boolean openTable(String name) {
    switch (name) {
      case "table" -> table.begin();
      case "tr" -> table.row();
      case "td", "th" -> table.cell();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void openBlock(String name) {
    switch (name) {
      case "pre" -> inCode = true;
      case "blockquote" -> {
        lines.breakLine(2);
        lines.quote(1);
      }
      case "hr" -> {
        lines.breakLine(2);
        lines.raw("---");
        lines.breakLine(2);
      }
      case String block when PARAGRAPHS.contains(block) -> lines.breakLine(2);
      case String block when BLOCKS.contains(block) -> lines.breakLine(1);
      default -> {}
    }
  }

  private void close(String name) {
    if (name.equals("pre")) {
      endCode();
    } else if (isHeading(name)) {
      lines.lead("");
      lines.breakLine(2);
    } else if (!inCode) {
      closeOther(name);
    }
  }

  private void closeOther(String name) {
    switch (name) {
      case "b", "strong" -> lines.marks().end("strong");
      case "i", "em", "cite" -> lines.marks().end("em");
      case "code", "kbd", "samp", "tt" -> lines.marks().end("code");
      case "a" -> lines.marks().end("a");
      case "ul", "ol", "menu" -> endList();
      case "li" -> lines.breakLine(1);
      case "table" -> table.end();
      case "tr" -> table.row();
      case "blockquote" -> {
        lines.breakLine(2);
        lines.quote(-1);
      }
      case String block when PARAGRAPHS.contains(block) -> lines.breakLine(2);
      case String block when BLOCKS.contains(block) -> lines.breakLine(1);
      default -> {}
    }
  }

  private void endList() {
    if (!lists.isEmpty()) {
      lists.pop();
      lines.list(-1);
      lines.lead("");
      lines.breakLine(lists.isEmpty() ? 2 : 1);
    }
  }

  private void endCode() {
    if (inCode) {
      inCode = false;
      lines.fenced(code.toString());
      code.setLength(0);
    }
  }
}
