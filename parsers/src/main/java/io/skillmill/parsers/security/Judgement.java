package io.skillmill.parsers.security;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.contexts.Contexts;
import io.skillmill.parsers.rules.Matches;
import io.skillmill.schema.skill.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says in what context something was found, and how much it matters there. A text that explains an
 * attack names it too: the words around it, the headings above it and the quotation marks tell.
 */
final class Judgement {

  private static final int BEFORE = 200;
  private static final int AFTER = 120;
  private static final int QUOTED_MAX = 300;
  private static final int KEY_LINES_MAX = 200;

  /** Words that say that what follows is spoken of: detect, example, attack. */
  private static final String EXPLAINS = "explains";

  /** Words that turn what follows into its opposite: never, do not. */
  private static final String DENIES = "denies";

  /** Words of headings over what is to be known, not to be done. */
  private static final String SECTIONS = "sections";

  /** Subjects of skills that speak of attacks all along. */
  private static final String TOPIC = "topic";

  private final View view;
  private final Matches matches;
  private final boolean topical;

  /** Whether something is an instruction of the text itself, and where it stands. */
  record Verdict(Severity severity, String context) {}

  Judgement(View view, Matches matches, boolean topical) {
    this.view = view;
    this.matches = matches;
    this.topical = topical;
  }

  /** Whether a text's frontmatter says that it is about attacks. */
  static boolean topical(View view, Matches matches) {
    if (!view.hasFrontmatter()) {
      return false;
    }
    Contexts contexts = view.contexts();
    int line = 1;
    while (line < contexts.lineCount()
        && line < KEY_LINES_MAX
        && contexts.ofLine(line) == Context.FRONTMATTER) {
      line++;
    }
    return matches.cued(TOPIC, 0, contexts.start(line));
  }

  /** Nothing where the rule does not mind. */
  Optional<Verdict> of(Detection detection) {
    Context context = view.contexts().at(detection.start());
    boolean quoted = quoted(detection);
    boolean explained = explained(detection);
    var names = new ArrayList<String>();
    if (explained) {
      names.add("explained");
    }
    if (quoted) {
      names.add("quoted");
    }
    if (!detection.trait().isEmpty()) {
      names.add(detection.trait());
    }
    if (context == Context.FRONTMATTER) {
      names.add(key(detection.start()));
    }
    names.add(context.word());
    return detection
        .rule()
        .severity(names)
        .map(severity ->
            new Verdict(
                topical && severity == Severity.ERROR ? Severity.WARNING : severity,
                name(context, quoted, explained)));
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
        || matches.cued(EXPLAINS, end, Math.min(lineEnd, end + AFTER))
        || introduced(line);
  }

  private boolean introduced(int line) {
    Contexts contexts = view.contexts();
    Context kind = contexts.ofLine(line);
    boolean code = kind == Context.FENCE || kind == Context.SCRIPT;
    if (code && line > 1 && cued(contexts.start(line - 1), contexts.end(line - 1))) {
      return true;
    }
    for (int above : contexts.introductions(line)) {
      boolean heading = contexts.ofLine(above) == Context.HEADING;
      int from = contexts.start(above);
      int to = contexts.end(above);
      if (cued(from, to) || (heading && matches.cued(SECTIONS, from, to))) {
        return true;
      }
    }
    return false;
  }

  private boolean cued(int start, int end) {
    return matches.cued(EXPLAINS, start, end) || matches.cued(DENIES, start, end);
  }

  /** Whether quotation marks or backticks stand right around it, in the same line. */
  private boolean quoted(Detection detection) {
    List<String> pairs = List.of("\"\"", "“”", "''", "‘’", "``", "«»", "「」", "„“");
    int line = view.contexts().line(detection.start());
    int from = Math.max(view.contexts().start(line), detection.start() - QUOTED_MAX);
    int to = Math.min(view.contexts().end(line), detection.end() + QUOTED_MAX);
    for (String pair : pairs) {
      if (opens(pair, from, detection.start()) && closes(pair, detection.end(), to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an opening mark before it is still open. */
  private boolean opens(String pair, int from, int start) {
    char open = pair.charAt(0);
    char close = pair.charAt(1);
    int depth = 0;
    for (int at = from; at < start; at++) {
      char c = view.text().charAt(at);
      if (open == close) {
        boolean mark = c == open && !(c == '\'' && apostrophe(at));
        depth = mark ? 1 - depth : depth;
      } else {
        depth += c == open ? 1 : c == close ? -1 : 0;
      }
    }
    return depth > 0;
  }

  private boolean closes(String pair, int end, int to) {
    for (int at = end; at < to; at++) {
      char c = view.text().charAt(at);
      if (c == pair.charAt(1) && !(c == '\'' && apostrophe(at))) {
        return true;
      }
    }
    return false;
  }

  private boolean apostrophe(int at) {
    return at > 0
        && at + 1 < view.text().length()
        && Character.isLetter(view.text().charAt(at - 1))
        && Character.isLetter(view.text().charAt(at + 1));
  }
}
