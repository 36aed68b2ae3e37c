package io.skillmill.parsers.mend;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.mend.Difference.Edit;
import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Field;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Mends a SKILL.md: its encoding, its line ends, and the fields of its frontmatter that strict YAML
 * does not read although nobody would read them otherwise. Whatever is mended is read again, and
 * dropped where any field says something else than before.
 *
 * <pre>{@code
 * Mended mended = Mender.mend(file, Limits.DEFAULT);
 * if (mended.changes()) {
 *   show(mended.patch().lines(path));
 * }
 * }</pre>
 */
public final class Mender {

  private static final String UTF_16 = "encoding-utf16";

  private static final Map<String, String> BYTES =
      Map.of(
          "byte-order-mark",
          "the byte order mark goes",
          UTF_16,
          "it becomes UTF-8, which no difference can show",
          "newlines-crlf",
          "line ends become LF",
          "newlines-mixed",
          "line ends become LF");

  private static final Set<String> BEYOND_MENDING = Set.of("encoding-broken", "control-characters");

  private final SourceText text;
  private final Limits limits;
  private final Redaction secrets;
  private final List<String> told = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  private Mender(SourceText text, Limits limits) {
    this.text = text;
    this.limits = limits;
    this.secrets = Redaction.of(text.text());
  }

  /** The file as it would be better, and what cannot be mended safely. */
  public static Mended mend(SkillFile file, Limits limits) {
    var findings = new ArrayList<Diagnostic>();
    Optional<SourceText> text = SourceText.read(file, limits, findings);
    if (text.isEmpty()) {
      return Mended.not("", List.of(findings.getLast().message()));
    }
    List<String> beyond =
        findings.stream()
            .filter(finding -> BEYOND_MENDING.contains(finding.rule()))
            .map(Diagnostic::message)
            .toList();
    return beyond.isEmpty()
        ? new Mender(text.get(), limits).mend(file, findings)
        : Mended.not(text.get().text(), beyond);
  }

  private Mended mend(SkillFile file, List<Diagnostic> findings) {
    findings.stream()
        .map(finding -> BYTES.get(finding.rule()))
        .filter(clause -> clause != null)
        .distinct()
        .forEach(told::add);
    List<Candidate> quoted = quoted(read(text));
    if (told.isEmpty() && quoted.isEmpty()) {
      return Mended.not(text.text(), left);
    }
    for (Candidate each : quoted) {
      told.add(
          "%s gets quotes (repair %s)"
              .formatted(secrets.redactMade(each.field().name()), each.repair().id()));
    }
    boolean wide = findings.stream().anyMatch(finding -> finding.rule().equals(UTF_16));
    String raw = wide ? text.text() : raw(file);
    Difference change = new Difference(lines(text.text()), edits(quoted, UnaryOperator.identity()));
    Difference glance = new Difference(lines(secrets.text()), edits(quoted, secrets::redactMade));
    boolean same = raw.equals(text.text());
    Difference patch = same ? glance : between(secrets.redactMade(raw), glance);
    return new Mended(
        String.join("", change.after()),
        told,
        left,
        glance,
        wide ? Difference.NONE : patch,
        !patch.equals(same ? change : between(raw, change)));
  }

  /** The fields that quotes mend; of the others it is noted why they do not. */
  private List<Candidate> quoted(Frontmatter before) {
    var held = new HashMap<Integer, Integer>();
    before.all().forEach(field -> held.merge(field.key().line(), 1, Integer::sum));
    var quoted = new ArrayList<Candidate>();
    for (Field field : before.all()) {
      if (before.inPlace() && field.repair().isPresent()) {
        var candidate = new Candidate(text, field, field.repair().get());
        boolean alone = held.getOrDefault(field.key().line(), 0) == 1;
        candidate
            .objection(alone)
            .ifPresentOrElse(why -> leave(field.name(), why), () -> quoted.add(candidate));
      }
    }
    if (!before.inPlace()) {
      leave(
          "The file",
          "it does not begin with a frontmatter between two --- lines; write name and description"
              + " there");
    }
    if (quoted.isEmpty() || saysTheSame(before, mended(quoted))) {
      return quoted;
    }
    leave("The frontmatter", "with quotes, some field would say something else; mend it by hand");
    return List.of();
  }

  private void leave(String what, String why) {
    left.add("%s is left as it is: %s".formatted(secrets.redactMade(what), why));
  }

  private Frontmatter mended(List<Candidate> quoted) {
    var change = new Difference(lines(text.text()), edits(quoted, UnaryOperator.identity()));
    return read(SourceText.of(text.file(), String.join("", change.after())));
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

  /** From the file as it is, with its mark and its line ends. */
  private static Difference between(String raw, Difference change) {
    return Difference.between(lines(raw), change.after());
  }

  private static List<Edit> edits(List<Candidate> quoted, UnaryOperator<String> shown) {
    return quoted.stream()
        .map(each ->
            new Edit(
                each.field().key().line(),
                each.field().place().lineEnd(),
                List.of(each.quoted(shown))))
        .toList();
  }

  private Frontmatter read(SourceText some) {
    return Frontmatter.read(some, limits, new ArrayList<>());
  }

  private static String raw(SkillFile file) {
    return new String(file.bytes().orElseThrow(), StandardCharsets.UTF_8);
  }

  private static List<String> lines(String some) {
    return Difference.linesOf(some);
  }
}
