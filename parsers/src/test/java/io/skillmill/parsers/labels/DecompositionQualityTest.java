package io.skillmill.parsers.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.markdown.AgentSkillParser;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Judges the decomposition by the hand labels, beside the original's heuristics; needs the corpus
 * that SKILLMILL_CORPUS names. How lines are counted: docs/benchmarks/decomposition.md.
 */
class DecompositionQualityTest {

  /** Who is judged, and how it reads a file. */
  private record Candidate(String name, Function<SkillText, KindLines> reading) {}

  private static final Candidate OURS = new Candidate("ours", DecompositionQualityTest::parsed);
  private static final Candidate ORIGINAL =
      new Candidate("original", text -> SubstringHeuristics.of(text.lines()));
  private static final Candidate UNCAPPED =
      new Candidate("without caps", text -> SubstringHeuristics.uncapped(text.lines()));

  /**
   * A set of labelled files and what is asked of us there, a little below what was measured.
   *
   * @param prose whether only the lines outside fences count
   * @param floor our macro F1
   * @param margin how far our macro F1 is above the original's, with its caps or without
   */
  private record Part(
      String name, List<LabelledSkill> skills, boolean prose, double floor, double margin) {}

  private static final int CONFUSIONS_MAX = 30;

  @Test
  void decompositions_agree_with_hand_labels_and_far_more_so_than_the_original()
      throws IOException {
    String corpus = System.getenv("SKILLMILL_CORPUS");
    if (corpus == null) {
      System.out.println("skipped: DecompositionQualityTest, because SKILLMILL_CORPUS is not set");
      return;
    }
    Map<String, SkillText> texts = texts(Path.of(corpus, "skills"));
    var heldOut = LabelledSkill.all().stream().filter(LabelledSkill::isHeldOut).toList();
    var development = LabelledSkill.all().stream().filter(skill -> !skill.isHeldOut()).toList();
    var parts =
        List.of(
            new Part("held out", heldOut, false, 0.75, 0.51),
            new Part("held out, outside fences", heldOut, true, 0.70, 0.37),
            new Part("development", development, false, 0.82, 0.58),
            new Part("development, outside fences", development, true, 0.72, 0.41));
    confusions(development, texts);
    for (Part part : parts) {
      LineScore ours = score(OURS, part, texts);
      LineScore original = score(ORIGINAL, part, texts);
      LineScore uncapped = score(UNCAPPED, part, texts);
      print(part, Map.of(OURS, ours, ORIGINAL, original, UNCAPPED, uncapped));
      assertThat(ours.macroF1()).as(part.name()).isGreaterThan(part.floor());
      assertThat(ours.macroF1() - Math.max(original.macroF1(), uncapped.macroF1()))
          .as("above the original, %s", part.name())
          .isGreaterThan(part.margin());
      for (Kind kind : Kind.values()) {
        assertThat(ours.f1(kind)).as("%s, %s", kind, part.name()).isGreaterThan(original.f1(kind));
      }
    }
  }

  /** For whoever writes rules; SKILLMILL_LABELS_SHOW names a row whose places it lists. */
  private static void confusions(List<LabelledSkill> skills, Map<String, SkillText> texts) {
    var confusions = new Confusions();
    for (LabelledSkill skill : skills) {
      SkillText text = text(texts, skill);
      KindLines found = parsed(text);
      for (int line : skill.labels().lines()) {
        if (!text.isBlank(line)) {
          confusions.line(skill, text, line, found.at(line));
        }
      }
    }
    String shown = Objects.requireNonNullElse(System.getenv("SKILLMILL_LABELS_SHOW"), "");
    System.out.printf(
        "%ndevelopment, labelled > found:%n%s%n", confusions.table(CONFUSIONS_MAX, shown));
  }

  @Test
  void every_line_of_every_labelled_body_has_a_label() throws IOException {
    assertThat(LabelledSkill.all()).hasSizeGreaterThanOrEqualTo(60);
    String corpus = System.getenv("SKILLMILL_CORPUS");
    if (corpus == null) {
      System.out.println("skipped: the lines of labelled files, as SKILLMILL_CORPUS is not set");
      return;
    }
    Map<String, SkillText> texts = texts(Path.of(corpus, "skills"));
    for (LabelledSkill skill : LabelledSkill.all()) {
      SkillText text = text(texts, skill);
      assertThat(text.lines()).as(skill.sha256()).hasSize(skill.lines());
      int first = skill.labels().lines().stream().findFirst().orElse(skill.lines() + 1);
      for (int line = first; line <= skill.lines(); line++) {
        assertThat(text.isBlank(line) || skill.labels().has(line))
            .as("line %d of %s", line, skill.sha256())
            .isTrue();
      }
    }
  }

  private static LineScore score(Candidate who, Part part, Map<String, SkillText> texts) {
    var score = new LineScore();
    for (LabelledSkill skill : part.skills()) {
      SkillText text = text(texts, skill);
      KindLines found = who.reading().apply(text);
      var fenced = text.fenced();
      for (int line : skill.labels().lines()) {
        if (!text.isBlank(line) && !(part.prose() && fenced.get(line))) {
          score.line(skill.labels().at(line), found.at(line));
          if (!skill.labels().types(line).isEmpty() && !found.types(line).isEmpty()) {
            score.type(skill.labels().types(line), found.types(line));
          }
        }
      }
    }
    return score;
  }

  private static KindLines parsed(SkillText text) {
    var source = SkillSource.of("labelled", text.file().name(), List.of(text.file()));
    var kinds = new KindLines();
    if (new AgentSkillParser().parse(source, Limits.DEFAULT)
        instanceof ParseResult.Parsed(var document, _)) {
      for (Kind kind : Kind.values()) {
        for (JsonNode element : document.json().path("decomposition").path(kind.list())) {
          JsonNode location = element.path("provenance").path("location");
          int first = location.path("line_start").intValue();
          int last = location.path("line_end").intValue();
          kinds.add(kind, first, last);
          if (kind == Kind.ACTION) {
            kinds.type(element.path("action_type").stringValue(), first, last);
          }
        }
      }
    }
    return kinds;
  }

  private static void print(Part part, Map<Candidate, LineScore> scores) {
    var candidates = List.of(OURS, ORIGINAL, UNCAPPED);
    var rows = new ArrayList<String>();
    rows.add(row("P, R, F1 in percent", candidates, who -> "%17s".formatted(who.name())));
    for (Kind kind : Kind.values()) {
      rows.add(row(kind.list(), candidates, who -> score(scores, who).row(kind)));
    }
    rows.add(row("macro", candidates, who -> score(scores, who).macroRow()));
    rows.add(row("micro", candidates, who -> score(scores, who).microRow()));
    rows.add(row("action types right", candidates, who -> score(scores, who).typeRow()));
    System.out.printf(
        "%n%s: %d files, %d lines%n%s%n",
        part.name(), part.skills().size(), score(scores, OURS).lines(), String.join("\n", rows));
  }

  private static String row(
      String title, List<Candidate> candidates, Function<Candidate, String> cell) {
    return "%-20s | %s"
        .formatted(title, String.join(" | ", candidates.stream().map(cell).toList()));
  }

  private static LineScore score(Map<Candidate, LineScore> scores, Candidate who) {
    return scores.getOrDefault(who, new LineScore());
  }

  private static SkillText text(Map<String, SkillText> texts, LabelledSkill skill) {
    assertThat(texts).as("the corpus").containsKey(skill.sha256());
    return texts.getOrDefault(skill.sha256(), SkillText.of(new byte[0]));
  }

  /** The corpus' files by their hash. */
  private static Map<String, SkillText> texts(Path skills) throws IOException {
    var texts = new HashMap<String, SkillText>();
    try (var files = Files.walk(skills)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        SkillText text = SkillText.of(Files.readAllBytes(file));
        texts.put(text.file().sha256(), text);
      }
    }
    return texts;
  }
}
