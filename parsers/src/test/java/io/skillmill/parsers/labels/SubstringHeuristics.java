package io.skillmill.parsers.labels;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the original does with a SKILL.md (skill-0, scripts/auto_parse.py), written anew from a
 * description of it: words are looked for anywhere, also inside other words, in lines of prose.
 */
final class SubstringHeuristics {

  /** At most so many elements of a kind are kept. */
  private static final Map<Kind, Integer> CAPS =
      Map.of(Kind.ACTION, 15, Kind.RULE, 10, Kind.DIRECTIVE, 10);

  private static final int COMMANDS_MAX = 5;
  private static final int BULLET_OVER = 10;
  private static final int PARAGRAPH_OVER = 30;
  private static final int ITEM_MIN = 15;
  private static final int DIRECTIVE_OVER = 50;
  private static final int NAME_MAX = 50;
  private static final int HEADING_MAX = 4;

  private static final Set<String> SHELLS =
      words(
          "npm npx pip python python3 bash sh node git docker curl cargo go dotnet mvn gradle uv"
              + " pytest pnpm yarn cd rg wget");
  private static final Set<String> VERBS =
      words(
          "create read write generate build deploy install run execute parse convert extract"
              + " transform send fetch load save import export compile test validate format render"
              + " process upload download delete update merge clone push pull configure setup"
              + " initialize start stop monitor scan analyze optimize migrate implement define"
              + " register publish subscribe connect disconnect authenticate authorize encrypt"
              + " decrypt hash sign verify package bundle");
  private static final Set<String> RULE_WORDS =
      phrases(
          "must,should,avoid,never,always,check,verify,ensure,validate,require,prohibit,restrict,"
              + "limit,enforce,mandatory,forbidden,do not,don't");
  private static final Set<String> DIRECTIVE_HEADINGS =
      phrases(
          "best practice,principle,guideline,strategy,overview,context,philosophy,standard,"
              + "convention,pattern,architecture,design,approach,methodology,recommendation");

  /** The first type with a word that is found anywhere in the text. */
  private static final List<Map.Entry<String, Set<String>>> TYPES =
      List.of(
          Map.entry(
              "io_read", words("read load fetch import parse extract get scan analyze monitor")),
          Map.entry(
              "io_write",
              words("write save export create generate output publish upload send push")),
          Map.entry(
              "transform",
              words("transform convert format process modify merge optimize migrate refactor")),
          Map.entry(
              "compute", words("calculate compute analyze evaluate compare hash encrypt decrypt")),
          Map.entry(
              "external_call", words("api call request connect subscribe authenticate authorize")),
          Map.entry(
              "state_change",
              words(
                  "install deploy configure setup initialize start stop update delete register"
                      + " package bundle")),
          Map.entry("llm_inference", words("llm ai infer prompt chat")),
          Map.entry("await_input", words("input prompt ask wait await")));

  private static final List<String> EMOJI =
      List.of("❌", "✅", "🔴", "🟡", "🟢", "⚠", "\uFE0F", "💡", "🎯", "📌");

  /** An element: what it is called, for leaving out what came before, and the line it is from. */
  private record Item(Kind kind, String name, String type, int line) {}

  private final boolean capped;
  private final List<Item> commands = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private boolean fenced;
  private boolean directives;

  private SubstringHeuristics(boolean capped) {
    this.capped = capped;
  }

  /** The kinds it gives to lines, as it is. */
  static KindLines of(List<String> lines) {
    return new SubstringHeuristics(true).read(lines);
  }

  /** The same without its caps on elements and commands. */
  static KindLines uncapped(List<String> lines) {
    return new SubstringHeuristics(false).read(lines);
  }

  private KindLines read(List<String> lines) {
    for (int line = bodyLine(lines); line <= lines.size(); line++) {
      line(lines.get(line - 1), line);
    }
    var all = new ArrayList<Item>();
    all.addAll(capped ? commands.subList(0, Math.min(COMMANDS_MAX, commands.size())) : commands);
    all.addAll(items);
    var kinds = new KindLines();
    for (Kind kind : Kind.values()) {
      var names = new HashSet<String>();
      all.stream()
          .filter(item -> item.kind() == kind && names.add(item.name()))
          .limit(capped ? CAPS.getOrDefault(kind, 0) : Long.MAX_VALUE)
          .forEach(item -> {
            kinds.add(kind, item.line(), item.line());
            if (kind == Kind.ACTION) {
              kinds.type(item.type(), item.line(), item.line());
            }
          });
    }
    return kinds;
  }

  /** Frontmatter begins in the first line with three hyphens and ends at the next such line. */
  private static int bodyLine(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals("---")) {
      return 1;
    }
    for (int line = 2; line <= lines.size(); line++) {
      if (lines.get(line - 1).stripTrailing().equals("---")) {
        return line + 1;
      }
    }
    return 1;
  }

  private void line(String line, int number) {
    String text = line.strip();
    if (text.startsWith("```")) {
      fenced = !fenced;
    } else if (fenced) {
      if (isCommand(text)) {
        commands.add(new Item(Kind.ACTION, "Run " + firstWord(text), "external_call", number));
      }
    } else if (isHeading(line)) {
      String heading = line.toLowerCase(Locale.ROOT);
      directives = DIRECTIVE_HEADINGS.stream().anyMatch(heading::contains);
    } else if (text.startsWith("- ") || text.startsWith("* ") || text.startsWith("• ")) {
      item(text.substring(2).strip(), BULLET_OVER, number);
    } else {
      item(text, PARAGRAPH_OVER, number);
    }
  }

  private static boolean isHeading(String line) {
    int level = 0;
    while (level < line.length() && line.charAt(level) == '#') {
      level++;
    }
    return level > 0
        && level <= HEADING_MAX
        && level < line.length() - 1
        && Character.isWhitespace(line.charAt(level));
  }

  private static boolean isCommand(String text) {
    if (text.isEmpty()) {
      return false;
    }
    String first = firstWord(text);
    String program = first.toLowerCase(Locale.ROOT);
    program = program.substring(program.lastIndexOf('/') + 1);
    return SHELLS.contains(program.endsWith(":") ? program.replace(":", "") : program)
        || ((first.startsWith("./") || first.startsWith("../"))
            && (first.endsWith(".py") || first.endsWith(".sh")));
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private void item(String text, int over, int line) {
    if (text.length() <= over || isCommand(text)) {
      return;
    }
    String clean = text;
    for (String emoji : EMOJI) {
      clean = clean.replace(emoji, "");
    }
    clean = clean.replace("**", "").strip();
    if (clean.length() < ITEM_MIN) {
      return;
    }
    String lower = clean.toLowerCase(Locale.ROOT);
    String name = lower.substring(0, Math.min(NAME_MAX, lower.length()));
    if (!directives && RULE_WORDS.stream().anyMatch(lower::contains)) {
      items.add(new Item(Kind.RULE, name, "", line));
    } else if (!directives && VERBS.stream().anyMatch(lower::contains)) {
      items.add(new Item(Kind.ACTION, name, type(lower), line));
    } else if (directives || clean.length() > DIRECTIVE_OVER) {
      items.add(new Item(Kind.DIRECTIVE, name, "", line));
    }
  }

  private static String type(String lower) {
    return TYPES.stream()
        .filter(type -> type.getValue().stream().anyMatch(lower::contains))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("transform");
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  private static Set<String> phrases(String text) {
    return Set.of(text.split(","));
  }
}
