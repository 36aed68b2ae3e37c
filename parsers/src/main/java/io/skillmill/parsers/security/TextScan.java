package io.skillmill.parsers.security;

import io.skillmill.parsers.detect.Detector;
import io.skillmill.parsers.detect.Detectors;
import io.skillmill.parsers.detect.Trait;
import io.skillmill.parsers.detect.View;
import io.skillmill.parsers.rules.Matcher;
import io.skillmill.parsers.rules.Matches;
import io.skillmill.parsers.rules.RulePack;
import io.skillmill.parsers.rules.SecurityRule;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts all rules to one text: patterns in one pass, then detectors, then judgement. */
final class TextScan {

  /** How many findings of one rule are given for one file. */
  static final int FINDINGS_MAX = 20;

  /** How many places that one rule matches are looked at in one file. */
  private static final int JUDGED_MAX = 2_000;

  private static final String WISH = "skillmill-";

  private final List<SecurityRule> rules;
  private final Matcher matcher;
  private final Map<SecurityRule, Detector> detectors = new LinkedHashMap<>();
  private final Map<SecurityRule, Trait> traits = new LinkedHashMap<>();

  TextScan(RulePack pack) {
    this.rules = pack.rules();
    this.matcher = new Matcher(pack);
    for (SecurityRule rule : rules) {
      Detectors.named(rule.detector()).ifPresent(detector -> detectors.put(rule, detector));
      Detectors.trait(rule.trait()).ifPresent(trait -> traits.put(rule, trait));
    }
  }

  void scan(View view, boolean topical, List<SecurityFinding> findings) {
    Matches matches = matcher.match(view.folded());
    List<Detection> detections = detections(view, matches);
    if (detections.isEmpty()) {
      return;
    }
    var judgement = new Judgement(view, matches, topical || Judgement.topical(view, matches));
    Map<SecurityRule, List<Judged>> judged = new LinkedHashMap<>();
    Map<SecurityRule, Integer> met = new HashMap<>();
    for (Detection detection : detections) {
      if (met.merge(detection.rule(), 1, Integer::sum) <= JUDGED_MAX) {
        judgement
            .of(detection)
            .ifPresent(verdict ->
                judged
                    .computeIfAbsent(detection.rule(), _ -> new ArrayList<>())
                    .add(new Judged(detection, verdict)));
      }
    }
    judged.forEach((rule, all) -> {
      worst(all).forEach(each -> findings.add(finding(view, each.detection(), each.verdict())));
      int left = all.size() - FINDINGS_MAX + Math.max(0, met.getOrDefault(rule, 0) - JUDGED_MAX);
      if (left > 0) {
        findings.add(leftOut(view.file(), rule, left));
      }
    });
  }

  /** A detection and what it comes to. */
  private record Judged(Detection detection, Judgement.Verdict verdict) {}

  /** Those that are told: the gravest, so that no heap of small ones hides them, as they stand. */
  private static List<Judged> worst(List<Judged> all) {
    if (all.size() <= FINDINGS_MAX) {
      return all;
    }
    return all.stream()
        .sorted(Comparator.comparing(each -> each.verdict().severity()))
        .limit(FINDINGS_MAX)
        .sorted(Comparator.comparingInt(each -> each.detection().start()))
        .toList();
  }

  /** In the order of the text, without those that overlap an earlier one of the same rule. */
  private List<Detection> detections(View view, Matches matches) {
    var detections = new ArrayList<Detection>();
    for (Matches.Match match : matches.found()) {
      SecurityRule rule = rules.get(match.rule());
      Trait trait = traits.get(rule);
      String word = trait == null ? "" : trait.of(view, match.start(), match.end());
      detections.add(new Detection(rule, match.start(), match.end(), word, ""));
    }
    detectors.forEach((rule, detector) ->
        detector.look(
            view,
            (start, end, trait, detail) ->
                detections.add(new Detection(rule, start, end, trait, detail))));
    detections.removeIf(detection -> wish(view.text(), detection));
    detections.sort(Comparator.comparingInt(Detection::start));
    Map<SecurityRule, Integer> reached = new HashMap<>();
    detections.removeIf(detection -> {
      boolean overlaps = reached.getOrDefault(detection.rule(), -1) > detection.start();
      reached.merge(detection.rule(), detection.end(), Math::max);
      return overlaps;
    });
    return detections;
  }

  /** Whether it is no more than a comment that names rules to pass over. */
  private static boolean wish(String text, Detection detection) {
    return text.startsWith(WISH, detection.start() - WISH.length())
        && text.substring(detection.start(), detection.end()).contains(" security-");
  }

  private static SecurityFinding finding(
      View view, Detection detection, Judgement.Verdict verdict) {
    SecurityRule rule = detection.rule();
    String detail = detection.detail().isEmpty() ? "" : " (" + detection.detail() + ")";
    return new SecurityFinding(
        rule.id(),
        verdict.severity(),
        "%s%s; %s".formatted(rule.message(), detail, rule.remedy()),
        place(view, detection),
        verdict.context(),
        Excerpt.of(view, detection.start(), detection.end()));
  }

  private static Place place(View view, Detection detection) {
    int line = view.contexts().line(detection.start());
    int last = view.contexts().line(Math.max(detection.start(), detection.end() - 1));
    int column = detection.start() - view.contexts().start(line) + 1;
    return new Place(view.file(), line, column, Math.max(line, last));
  }

  /** Says how many findings are not listed. */
  static SecurityFinding leftOut(String file, SecurityRule rule, int count) {
    return new SecurityFinding(
        SecurityRules.LEFT_OUT,
        Severity.INFO,
        "%d further places of %s in this file are not listed; mend those that are, and look again"
            .formatted(count, rule.id()),
        Place.startOf(file),
        "",
        "");
  }
}
