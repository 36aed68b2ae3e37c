package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Agent Skills specification as a profile: what it demands is an error, what it recommends a
 * warning. It has no version numbers; the text meant is that of {@link #TEXT}.
 */
public final class SpecProfile implements Profile {

  /** The commit of the text, in the repository that the specification is kept in. */
  public static final String TEXT = "agentskills/agentskills 69ef37e9, docs/specification.mdx";

  /** Where people read it. */
  public static final String PAGE = "https://agentskills.io/specification";

  private static final List<Rule> RULES =
      Stream.of(
              ReadingRules.ALL,
              LayoutRules.ALL,
              NameRules.ALL,
              DescriptionRules.ALL,
              FieldRules.ALL,
              ToolRules.ALL,
              UnknownFields.ALL,
              BodyRules.ALL,
              LinkRules.ALL,
              ScriptRules.ALL)
          .flatMap(List::stream)
          .toList();

  @Override
  public String name() {
    return "spec";
  }

  @Override
  public String summary() {
    return "The Agent Skills specification, sentence by sentence";
  }

  @Override
  public List<Rule> rules() {
    return RULES;
  }

  /** Where the reading gave up there is nothing left to judge, and it has said why. */
  @Override
  public Opinion judge(Subject subject) {
    var findings = new ArrayList<Diagnostic>(subject.findings());
    LayoutRules.check(subject, findings);
    if (subject.text().isEmpty()) {
      return Opinion.of(findings, Optional.empty());
    }
    if (subject.frontmatter().present() && !fieldless(findings)) {
      NameRules.check(subject, findings);
      DescriptionRules.check(subject, findings);
      FieldRules.check(subject, findings);
      ToolRules.check(subject, findings);
      UnknownFields.check(subject, findings);
    }
    BodyRules.check(subject, findings);
    LinkRules.check(subject, findings);
    ScriptRules.check(subject, findings);
    return Opinion.of(findings, subject.frontmatter().text("name"));
  }

  /** Whoever is told to write the fields need not be told of each that it is missing. */
  private static boolean fieldless(List<Diagnostic> findings) {
    return findings.stream()
        .map(Diagnostic::rule)
        .anyMatch(
            rule -> rule.equals("frontmatter-empty") || rule.equals("frontmatter-not-mapping"));
  }
}
