package io.skillmill.parsers;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parser whose results hold no secrets of its sources. Every parser is asked through one, a
 * stranger's too, so that no document, table or export holds a key that stood in a skill.
 */
record DiscreetParser(SkillParser parser, boolean ours) implements SkillParser {

  static SkillParser of(SkillParser parser) {
    return parser instanceof DiscreetParser
        ? parser
        : new DiscreetParser(parser, Parsers.isOurs(parser) && !speaksForOthers(parser));
  }

  /** Parsers of plugins stand behind ours, which hold them to their limits. */
  private static boolean speaksForOthers(SkillParser parser) {
    String room = parser.getClass().getPackageName();
    return room.endsWith(".plugins") || room.endsWith(".process");
  }

  @Override
  public String name() {
    return parser.name();
  }

  @Override
  public String version() {
    return parser.version();
  }

  @Override
  public Fit fit(SkillSource source) {
    return parser.fit(source);
  }

  @Override
  public List<Diagnostic> validate(Document document) {
    return parser.validate(document);
  }

  @Override
  public Optional<String> needs() {
    return parser.needs();
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return discreet(source, parser.parse(source, limits));
  }

  @Override
  public List<ParseResult> parseAll(List<SkillSource> sources, Limits limits) {
    List<ParseResult> results = parser.parseAll(sources, limits);
    if (results.size() != sources.size()) {
      return results; // whose fault the caller reports
    }
    var discreet = new ArrayList<ParseResult>(results.size());
    for (int i = 0; i < results.size(); i++) {
      discreet.add(discreet(sources.get(i), results.get(i)));
    }
    return discreet;
  }

  private ParseResult discreet(SkillSource source, ParseResult result) {
    var secrets = SourceSecrets.of(source);
    return switch (result) {
      case ParseResult.Parsed parsed -> secrets.outOf(parsed, ours);
      case ParseResult.Rejected(var findings) -> new ParseResult.Rejected(secrets.outOf(findings));
    };
  }
}
