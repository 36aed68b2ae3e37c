package io.skillmill.parsers.security;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.contexts.Contexts;
import io.skillmill.parsers.detect.View;
import io.skillmill.parsers.rules.Matches;
import io.skillmill.schema.skill.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says in what context something was found, and how much it matters there. A text that explains an
 * attack names it too: the words around it, the headings above it and the quotation marks tell.
 */
final class Judgement {

  private static final int BEFORE = 200;
  private static final int AFTER = 120;
  private static final int LINES_UP = 20;
  private static final int KEY_LINES_MAX = 200;

  /** Words that say that what follows is spoken of: detect, example, attack. */
  private static final String EXPLAINS = "explains";

  /** Words that turn what follows into its opposite: never, do not. */
  private static final String DENIES = "denies";

  /** Words of headings over what is to be known, not to be done. */
  private static final String SECTIONS = "sections";

  /** Subjects of skills that speak of attacks all along. */
  private static final String TOPIC = "topic";

  /** Where what stands there is shown rather than said. */
  private static final Set<Context> SHOWN =
      Set.of(Context.FENCE, Context.CODE, Context.QUOTE, Context.TABLE);

  /** Where quotation marks are a matter of syntax. */
  private static final Set<Context> UNQUOTED =
      Set.of(Context.FRONTMATTER, Context.SCRIPT, Context.DATA);

  private static final Set<Context> CODE =
      Set.of(Context.FENCE, Context.SCRIPT, Context.DATA, Context.FRONTMATTER);

  /** Languages that nobody runs. */
  private static final Set<String> LISTINGS =
      Set.of(
          "yaml",
          "yml",
          "json",
          "jsonc",
          "toml",
          "ini",
          "xml",
          "html",
          "css",
          "csv",
          "sql",
          "diff",
          "text",
          "txt",
          "markdown",
          "md",
          "regex",
          "yara",
          "mermaid",
          "log",
          "output");

  private static final Set<String> SHELLS =
      Set.of("", "bash", "sh", "shell", "zsh", "console", "powershell", "ps1", "bat", "cmd");

  private final View view;
  private final Matches matches;
  private final boolean topical;
  private final Quotations quotations;

  /** Whether something is an instruction of the text itself, and where it stands. */
  record Verdict(Severity severity, String context) {}

  Judgement(View view, Matches matches, boolean topical) {
    this.view = view;
    this.matches = matches;
    this.topical = topical;
    this.quotations = new Quotations(view);
  }

  /** Whether a text's frontmatter says that it is about attacks. */
  static boolean topical(View view, Matches matches) {
    int line = view.frontmatterEnd();
    return line > 0 && matches.cued(TOPIC, 0, view.contexts().end(line));
  }

  /** Nothing where the rule does not mind. */
  Optional<Verdict> of(Detection detection) {
    Context context = context(detection);
    boolean quoted =
        !UNQUOTED.contains(context) && quotations.around(detection.start(), detection.end());
    boolean meant = context == Context.CODE && !quoted;
    boolean shown = quoted || (SHOWN.contains(context) && !meant);
    boolean explained = (topical && shown) || explained(detection);
    var excuses = new ArrayList<String>();
    if (explained && shown) {
      excuses.add("cited");
    }
    if (explained) {
      excuses.add("explained");
    }
    if (quoted) {
      excuses.add("quoted");
    }
    return detection
        .rule()
        .severity(contexts(detection, meant ? Context.FENCE : context), excuses)
        .map(severity -> new Verdict(severity, name(context, quoted, explained)));
  }

  /** What begins in the address of a link and goes on behind it belongs to the text. */
  private Context context(Detection detection) {
    Contexts contexts = view.contexts();
    Context first = contexts.at(detection.start());
    Context last = contexts.at(Math.max(detection.start(), detection.end() - 1));
    boolean leaves = view.text().substring(detection.start(), detection.end()).indexOf(')') >= 0;
    return first == Context.LINK && (last != Context.LINK || leaves) ? Context.PROSE : first;
  }

  /** What the place is, the most special first. */
  private List<String> contexts(Detection detection, Context context) {
    int start = detection.start();
    return switch (context) {
      case FRONTMATTER -> List.of(detection.trait(), key(start), context.word());
      case FENCE ->
          LISTINGS.contains(view.contexts().language(start))
              ? List.of(detection.trait(), "listing", context.word())
              : List.of(detection.trait(), context.word());
      default -> List.of(detection.trait(), context.word());
    };
  }

  private static String name(Context context, boolean quoted, boolean explained) {
    return (explained ? "explained " : "") + (quoted ? "quoted " : "") + context.word();
  }

  /** The top-level field of the frontmatter that holds an offset. */
  private String key(int offset) {
    Contexts contexts = view.contexts();
    int first = Math.max(1, contexts.line(offset) - KEY_LINES_MAX);
    for (int line = contexts.line(offset); line >= first; line--) {
      int start = contexts.start(line);
      int end = contexts.end(line);
      int colon = view.text().indexOf(':', start, end);
      if (colon > start && Character.isLetter(view.text().charAt(start))) {
        return view.text().substring(start, colon).strip();
      }
    }
    return "";
  }

  private boolean explained(Detection detection) {
    int start = detection.start();
    int end = detection.end();
    Contexts contexts = view.contexts();
    int line = contexts.line(start);
    int lineStart = contexts.start(line);
    int lineEnd = contexts.end(contexts.line(Math.max(start, end - 1)));
    return cued(Math.max(lineStart, start - BEFORE), start)
        || matches.cued(EXPLAINS, said(end, lineEnd), Math.min(lineEnd, end + AFTER))
        || introducedInCode(line)
        || introduced(line);
  }

  /** Where a line goes on to speak of a command: behind the backtick, or at the comment. */
  private int said(int end, int lineEnd) {
    if (end >= lineEnd) {
      return lineEnd;
    }
    Context context = view.contexts().at(Math.max(0, end - 1));
    if (context == Context.CODE) {
      int tick = view.text().indexOf('`', end, lineEnd);
      return tick < 0 ? end : tick;
    }
    if (context == Context.FENCE && SHELLS.contains(view.contexts().language(end - 1))) {
      int comment = view.text().indexOf(" #", end, lineEnd);
      return comment < 0 ? lineEnd : comment;
    }
    return end;
  }

  /** Whether the line above says so, or the one that this hangs under by its indentation. */
  private boolean introducedInCode(int line) {
    Contexts contexts = view.contexts();
    Context kind = contexts.ofLine(line);
    if (!CODE.contains(kind)) {
      return false;
    }
    int indent = indent(line);
    int first = Math.max(1, line - LINES_UP);
    for (int above = line - 1; above >= first && contexts.ofLine(above) == kind; above--) {
      boolean parent = indent(above) < indent;
      if ((parent || above == line - 1) && cued(contexts.start(above), contexts.end(above))) {
        return true;
      }
      if (parent) {
        return false;
      }
    }
    return false;
  }

  private int indent(int line) {
    int start = view.contexts().start(line);
    int at = start;
    while (at < view.contexts().end(line) && Character.isWhitespace(view.text().charAt(at))) {
      at++;
    }
    return at == view.contexts().end(line) ? Integer.MAX_VALUE : at - start;
  }

  private boolean introduced(int line) {
    Contexts contexts = view.contexts();
    for (int above : contexts.introductions(line)) {
      boolean heading = contexts.ofLine(above) == Context.HEADING;
      int from = contexts.start(above);
      int to = contexts.end(above);
      boolean title = heading && view.text().startsWith("# ", from);
      if (!title && (cued(from, to) || (heading && matches.cued(SECTIONS, from, to)))) {
        return true;
      }
    }
    return false;
  }

  private boolean cued(int start, int end) {
    return matches.cued(EXPLAINS, start, end) || matches.cued(DENIES, start, end);
  }
}
