package io.skillmill.parsers.security;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.contexts.Contexts;
import io.skillmill.parsers.detect.Detectors;
import io.skillmill.parsers.detect.View;
import io.skillmill.parsers.rules.RulePack;
import io.skillmill.parsers.rules.SecurityRule;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule pack at work. Immutable and thread-safe; making one takes some milliseconds, scanning a
 * usual file some ten microseconds.
 *
 * <pre>{@code
 * List<SecurityFinding> findings = SecurityRules.builtIn().scan(source);
 * }</pre>
 */
public final class SecurityRules {

  /** The id of the finding that says how many others of a rule are not listed. */
  public static final String LEFT_OUT = "security-findings-left-out";

  /** Made when it is asked for first, for most commands never do. */
  private static final class BuiltIn {
    static final SecurityRules RULES = of(RulePack.builtIn());
  }

  private final RulePack pack;
  private final TextScan texts;
  private final PackageFiles files;

  private SecurityRules(RulePack pack) {
    this.pack = pack;
    this.texts = new TextScan(pack);
    this.files = new PackageFiles(pack.rules());
    pack.rules().forEach(SecurityRules::check);
  }

  private static void check(SecurityRule rule) {
    boolean known =
        rule.detector().isEmpty()
            || Detectors.named(rule.detector()).isPresent()
            || PackageFiles.knows(rule.detector());
    if (!known || (!rule.trait().isEmpty() && Detectors.trait(rule.trait()).isEmpty())) {
      throw new IllegalArgumentException(
          "The rule %s names a detector or trait that does not exist: %s%s; correct the name"
              .formatted(rule.id(), rule.detector(), rule.trait()));
    }
  }

  /** The rules that come with the program. */
  public static SecurityRules builtIn() {
    return BuiltIn.RULES;
  }

  /**
   * The rules of a pack.
   *
   * @throws IllegalArgumentException where a pattern or detector of it is wrong
   */
  public static SecurityRules of(RulePack pack) {
    return new SecurityRules(pack);
  }

  public List<SecurityRule> rules() {
    return pack.rules();
  }

  /** Scans every text of a package, and looks at what else is in it. */
  public List<SecurityFinding> scan(SkillSource source) {
    var findings = new ArrayList<SecurityFinding>();
    new PackageScan(texts, source).scan(findings);
    files.scan(source, findings);
    return findings;
  }

  /**
   * Scans one text, such as the description of a tool.
   *
   * @param name what the places of the findings call it
   * @param context what the text as a whole is; {@link Context#PROSE} reads it as Markdown
   */
  public List<SecurityFinding> scanText(String name, String text, Context context) {
    var findings = new ArrayList<SecurityFinding>();
    Contexts contexts =
        context == Context.PROSE ? Contexts.ofMarkdown(text) : Contexts.uniform(text, context);
    texts.scan(View.of(name, text, contexts), false, findings);
    return findings;
  }
}
