package io.skillmill.parsers.manifests;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Format;
import io.skillmill.parsers.declared.Hints;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;
import java.util.function.Function;

/** Reads a file that must hold one object, whatever the manifest. */
final class Manifests {

  /** The schema's word for what the elements of a manifest come from. */
  private static final String KIND = "document";

  /** What is started or reached may do as it likes. */
  static final Hints OUTSIDE =
      new Hints("external_call", false, List.of("reaches systems outside"));

  private Manifests() {}

  static ParseResult read(
      SkillParser parser,
      SkillSource source,
      Limits limits,
      Function<Declaration, ParseResult> reader) {
    return Declaration.read(
        new Format(parser, KIND),
        source,
        limits,
        declaration ->
            declaration.root().isObject()
                ? reader.apply(declaration)
                : declaration.rejected(
                    "manifest-not-object",
                    "The file must hold one object and holds something else; write its members in"
                        + " braces",
                    declaration.root()));
  }

  /** The letters, digits and hyphens that most clients take in a name. */
  static boolean isKebab(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> isLowerAlphanumeric(c) || c == '-')
        && !name.startsWith("-")
        && !name.endsWith("-");
  }

  static boolean isLowerAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
