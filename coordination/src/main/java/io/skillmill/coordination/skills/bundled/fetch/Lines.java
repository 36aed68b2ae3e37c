package io.skillmill.coordination.skills.bundled.fetch;

/** Writes Markdown line by line: blank lines between blocks, and what each line begins with. */
final class Lines {

  /** How deep lists and quotes are shown to nest. */
  private static final int DEPTH_MAX = 8;

  private static final int LEAD_CHARS_MAX = 20;

  private static final String SPECIAL = "\\*_`[]<";

  private final StringBuilder out = new StringBuilder();
  private final Marks marks = new Marks(out);
  private int due;
  private boolean spaceDue;
  private boolean atStart = true;
  private String lead = "";
  private boolean inTable;
  private int quotes;
  private int quotesBefore;
  private int lists;

  Marks marks() {
    return marks;
  }

  int length() {
    return out.length();
  }

  void quote(int by) {
    quotes = Math.max(0, quotes + by);
  }

  void list(int by) {
    lists = Math.max(0, lists + by);
  }

  /** Within a table nothing breaks a line but its rows. */
  void table(boolean within) {
    inTable = within;
  }

  /** A new line before the next text, or a blank one too. */
  void breakLine(int lines) {
    if (inTable) {
      spaceDue = true;
      return;
    }
    marks.suspend();
    due = lead.isEmpty() ? Math.max(due, lines) : due; // an item's paragraph stands beside its sign
    spaceDue = false;
  }

  /** What the next text begins with, such as a list item's sign. */
  void lead(String sign) {
    boolean afresh = lead.isEmpty() || sign.isEmpty() || lead.length() > LEAD_CHARS_MAX;
    lead = afresh ? sign : lead + sign;
  }

  private boolean leadsItem() {
    return lead.startsWith("- ") || (!lead.isEmpty() && Character.isDigit(lead.charAt(0)));
  }

  /** Text with its space as HTML means it. */
  void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Tokens.isSpace(c) || c == '\u00A0') {
        spaceDue = true;
      } else {
        begin();
        character(c);
      }
    }
  }

  private void character(char c) {
    boolean lineSign = atStart && "#>+-=".indexOf(c) >= 0;
    boolean special = SPECIAL.indexOf(c) >= 0 || (inTable && c == '|');
    if ((special || lineSign) && !marks.isCode()) {
      out.append('\\');
    }
    out.append(c);
    atStart = false;
  }

  /** Markup of our own, as it stands. */
  void raw(String markup) {
    begin();
    out.append(markup);
    atStart = false;
  }

  private void begin() {
    if (due > 0 || out.isEmpty()) {
      newLine();
    } else if (spaceDue && !atStart) {
      out.append(' ');
    }
    spaceDue = false;
    marks.write();
  }

  private void newLine() {
    if (!out.isEmpty()) {
      out.append('\n');
      if (due > 1) {
        int shared = Math.min(quotes, quotesBefore);
        out.append("> ".repeat(Math.min(shared, DEPTH_MAX)).stripTrailing()).append('\n');
      }
    }
    out.append(prefix(leadsItem() ? lists - 1 : lists)).append(lead);
    quotesBefore = quotes;
    due = 0;
    lead = "";
    atStart = true;
  }

  private String prefix(int indents) {
    return "> ".repeat(Math.min(quotes, DEPTH_MAX))
        + "  ".repeat(Math.clamp(indents, 0, DEPTH_MAX));
  }

  /** A block of code, fenced so that nothing in it ends it. */
  void fenced(String code) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < code.length(); i++) {
      run = code.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(Math.max(3, longest + 1));
    breakLine(2);
    raw(fence);
    String before = "\n" + prefix(lists);
    String body = code.startsWith("\n") ? code.substring(1) : code;
    body.stripTrailing()
        .lines()
        .takeWhile(_ -> out.length() < Markdown.CHARS_MAX)
        .forEach(line -> out.append(before).append(line));
    out.append(before).append(fence);
    breakLine(2);
  }

  /** The line of a table: no text begins it, and nothing is escaped. */
  void cellSign(String sign) {
    marks.suspend();
    spaceDue = false;
    if (due > 0 || out.isEmpty()) {
      newLine();
    }
    out.append(sign);
    atStart = true;
  }

  void rowBreak(int lines) {
    marks.suspend();
    due = Math.max(due, lines);
    spaceDue = false;
  }

  @Override
  public String toString() {
    marks.suspend();
    return out.toString();
  }
}
