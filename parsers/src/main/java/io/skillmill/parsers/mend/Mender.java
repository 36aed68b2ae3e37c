package io.skillmill.parsers.mend;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.mend.Mended.Edit;
import io.skillmill.parsers.repair.Repair;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Field;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mends a SKILL.md: its encoding, its line ends, and the fields of its frontmatter that strict YAML
 * does not read although nobody would read them otherwise. Whatever is mended is read again, and
 * dropped where any field says something else than before.
 *
 * <pre>{@code
 * Mender.mend(file, Limits.DEFAULT).ifPresent(mended -> show(mended.difference(path)))
 * }</pre>
 */
public final class Mender {

  /** Repairs whose reading is the only one; the others need a person who knows what was meant. */
  private static final Set<Repair> PLAIN =
      EnumSet.of(
          Repair.QUOTE_COLON,
          Repair.QUOTE_INDICATOR,
          Repair.BLOCK_HEADER_TEXT,
          Repair.TAB_INDENT,
          Repair.KEY_COLON);

  private static final Map<String, String> BYTES =
      Map.of(
          "byte-order-mark", "the byte order mark is gone",
          "encoding-utf16", "it is UTF-8 now",
          "newlines-crlf", "lines end in LF",
          "newlines-mixed", "lines end in LF");

  private static final Set<String> BEYOND_MENDING = Set.of("encoding-broken", "control-characters");

  private final Limits limits;

  private Mender(Limits limits) {
    this.limits = limits;
  }

  /** The file as it would be better; nothing where nothing can be mended safely. */
  public static Optional<Mended> mend(SkillFile file, Limits limits) {
    var findings = new ArrayList<Diagnostic>();
    return SourceText.read(file, limits, findings)
        .filter(_ -> findings.stream().noneMatch(one -> BEYOND_MENDING.contains(one.rule())))
        .flatMap(text -> new Mender(limits).mend(text, findings));
  }

  private Optional<Mended> mend(SourceText text, List<Diagnostic> findings) {
    var told = new ArrayList<String>();
    findings.stream()
        .map(finding -> BYTES.get(finding.rule()))
        .filter(clause -> clause != null)
        .distinct()
        .forEach(told::add);
    List<String> lines = lines(text);
    Frontmatter before = read(text);
    List<Edit> edits = before.inPlace() ? edits(before) : List.of();
    String mended = applied(text, edits);
    if (!edits.isEmpty() && !saysTheSame(before, read(SourceText.of(text.file(), mended)))) {
      edits = List.of();
      mended = text.text();
    }
    told.addAll(clauses(before, edits));
    return told.isEmpty() ? Optional.empty() : Optional.of(new Mended(mended, told, edits, lines));
  }

  private static List<Edit> edits(Frontmatter frontmatter) {
    var edits = new ArrayList<Edit>();
    var held = new HashMap<Integer, Integer>();
    frontmatter.all().forEach(field -> held.merge(field.key().line(), 1, Integer::sum));
    for (Field field : frontmatter.all()) {
      if (canBeQuoted(field) && held.getOrDefault(field.key().line(), 0) == 1) {
        String line = field.name() + ": " + quoted(field.value().asString());
        edits.add(new Edit(field.key().line(), field.place().lineEnd(), List.of(line)));
      }
    }
    return edits;
  }

  private static boolean canBeQuoted(Field field) {
    return field.repair().filter(PLAIN::contains).isPresent()
        && field.value().isString()
        && field.key().column() == 1
        && field.name().chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }

  /** A YAML text between double quotes; every other character stands for itself. */
  private static String quoted(String value) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static String applied(SourceText text, List<Edit> edits) {
    var mended = new StringBuilder();
    int line = 1;
    for (Edit edit : edits) {
      mended.append(text.text(), text.startOfLine(line), text.startOfLine(edit.first()));
      edit.lines().forEach(each -> mended.append(each).append('\n'));
      line = edit.last() + 1;
    }
    return mended.append(text.text().substring(text.startOfLine(line))).toString();
  }

  /** Every field has the value it had, each that was certain is, and no fewer are. */
  private static boolean saysTheSame(Frontmatter before, Frontmatter after) {
    return after.inPlace()
        && after.fields().equals(before.fields())
        && uncertain(after) < uncertain(before)
        && before.all().stream()
            .filter(Field::certain)
            .allMatch(field -> after.field(field.name()).filter(Field::certain).isPresent());
  }

  private static long uncertain(Frontmatter frontmatter) {
    return frontmatter.all().stream().filter(field -> !field.certain()).count();
  }

  private static List<String> clauses(Frontmatter frontmatter, List<Edit> edits) {
    return frontmatter.all().stream()
        .filter(field -> edits.stream().anyMatch(edit -> edit.first() == field.key().line()))
        .map(field ->
            "%s is in quotes (repair %s)"
                .formatted(field.name(), field.repair().map(Repair::id).orElse("")))
        .toList();
  }

  private Frontmatter read(SourceText text) {
    return Frontmatter.read(text, limits, new ArrayList<>());
  }

  private static List<String> lines(SourceText text) {
    var lines = new ArrayList<String>();
    for (int line = 1; line <= text.lineCount(); line++) {
      lines.add(text.line(line));
    }
    return lines;
  }
}
