package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Link;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the links of a skill may lead. */
final class LinkRules {

  /** How many files that the SKILL.md links to are searched for further links. */
  private static final int CHAINED_FILES_MAX = 100;

  private static final Rule MISSING =
      Specified.should(
          "link-missing",
          "Files that are linked to are there",
          "add the file, or correct the link",
          "\"When referencing other files in your skill, use relative paths from the skill root\"");
  private static final Rule ABSOLUTE =
      Specified.should(
          "link-absolute",
          "Links to files are relative",
          "put the file into the skill and link to it by a relative path",
          "\"use relative paths from the skill root\"");
  private static final Rule OUTSIDE =
      Specified.should(
          "link-outside",
          "Links stay within the skill",
          "put the file into the skill, for whoever installs it gets nothing else",
          "\"use relative paths from the skill root\"");
  private static final Rule DEEP =
      Specified.should(
          "link-deep",
          "Linked files lie at most one directory deep",
          "move the file up",
          "\"Keep file references one level deep from SKILL.md\"");
  private static final Rule CHAIN =
      Specified.note(
          "link-chain",
          "The SKILL.md links to every file that is needed",
          "link to it from the SKILL.md too, for agents follow chains unwillingly",
          "\"Avoid deeply nested reference chains\"");

  static final List<Rule> ALL = List.of(MISSING, ABSOLUTE, OUTSIDE, DEEP, CHAIN);

  private final Subject subject;
  private final List<Diagnostic> findings;
  private final Set<String> files = new HashSet<>();
  private final Map<String, String> folded = new HashMap<>();
  private final Set<String> linked = new LinkedHashSet<>();

  private LinkRules(Subject subject, List<Diagnostic> findings) {
    this.subject = subject;
    this.findings = findings;
  }

  static void check(Subject subject, List<Diagnostic> findings) {
    if (!subject.links().isEmpty()) {
      new LinkRules(subject, findings).check();
    }
  }

  private void check() {
    subject.source().files().stream().map(SkillFile::name).forEach(this::addWithDirectories);
    subject.links().forEach(this::check);
    linked.stream()
        .filter(file -> file.endsWith(".md") && !file.equals(subject.source().primary()))
        .limit(CHAINED_FILES_MAX)
        .forEach(this::chained);
  }

  /** A link to a directory is as good as one to a file. */
  private void addWithDirectories(String file) {
    add(file);
    for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
      add(file.substring(0, slash));
    }
  }

  private void add(String path) {
    if (files.add(path)) {
      folded.putIfAbsent(fold(path), path);
    }
  }

  /** The same for paths that differ in letter case alone. */
  private static String fold(String path) {
    return path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private void check(Link link) {
    LinkTarget target = LinkTarget.of(link.target(), "");
    String shown = Figures.quoted(link.target());
    switch (target.kind()) {
      case ELSEWHERE -> {}
      case ABSOLUTE -> add(ABSOLUTE, link, "The link to %s is absolute".formatted(shown));
      case OUTSIDE -> add(OUTSIDE, link, "The link to %s leaves the skill".formatted(shown));
      case INSIDE -> inside(link, target, shown);
    }
  }

  private void inside(Link link, LinkTarget target, String shown) {
    linked.add(target.path());
    if (subject.directory().isPresent() && !target.path().isEmpty()) {
      missing(link, target, shown);
    }
    if (target.depth() > 1) {
      add(DEEP, link, "The link to %s leads %d directories deep".formatted(shown, target.depth()));
    }
  }

  private void missing(Link link, LinkTarget target, String shown) {
    if (files.contains(target.path())) {
      return;
    }
    Optional<String> like = Optional.ofNullable(folded.get(fold(target.path())));
    add(
        MISSING,
        link,
        like.map(file ->
                "The link to %s differs in letter case from %s"
                    .formatted(shown, Figures.quoted(file)))
            .orElseGet(() -> "The link leads to %s, which is not there".formatted(shown)));
  }

  /** Files that only a linked file links to; one finding for each is enough. */
  private void chained(String file) {
    String from = file.substring(0, Math.max(0, file.lastIndexOf('/')));
    var told = new HashSet<String>();
    for (Link link : subject.linksOf(file)) {
      LinkTarget target = LinkTarget.of(link.target(), from);
      if (target.kind() == LinkTarget.Kind.INSIDE
          && files.contains(target.path())
          && subject.source().file(target.path()).isPresent()
          && target.path().endsWith(".md")
          && !target.path().equals(subject.source().primary())
          && !linked.contains(target.path())
          && told.add(target.path())) {
        add(
            CHAIN,
            link,
            "Only this file links to %s, and the SKILL.md does not"
                .formatted(Figures.quoted(target.path())));
      }
    }
  }

  private void add(Rule rule, Link link, String what) {
    findings.add(rule.broken(link.place(), what));
  }
}
