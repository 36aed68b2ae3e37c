package io.skillmill.parsers.markdown;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.decompose.SkillId;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.traits.Traits;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Puts the document together: what the skill calls itself, its parts and its other files. */
record SkillDocument(
    SkillSource source,
    SourceText text,
    Frontmatter frontmatter,
    MarkdownBody body,
    Limits limits) {

  ParseResult of(SkillParser parser, ObjectNode decomposition, List<Diagnostic> findings) {
    String name = name(findings);
    var draft =
        new Draft(source, parser)
            .named(SkillId.ofSkill(name), name)
            .title(body.title())
            .description(description(findings))
            .original("frontmatter", frontmatter.fields());
    ObjectNode recovered = frontmatter.recovered();
    if (!recovered.isEmpty()) {
      draft.original("recovered", recovered);
    }
    var traits = Traits.ofSkill(source, text, frontmatter);
    traits.prose(frontmatter.text("description").orElse(""));
    body.tell(traits, text);
    draft.decomposition(decomposition).with("traits", traits.json(findings));
    new LinkedFiles(source, limits, findings).tell(traits, draft);
    return draft.parsed(findings);
  }

  private String name(List<Diagnostic> findings) {
    return frontmatter
        .text("name")
        .orElseGet(() -> {
          String name = sourceName();
          findings.add(
              Diagnostic.error(
                  "name-missing",
                  "The skill has no name; it is called %s after where it was found, so give"
                          .formatted(name)
                      + " it one in the frontmatter",
                  frontmatter.place(source.primary(), "name")));
          return name;
        });
  }

  /** The directory's name, or the file's without its ending. */
  private String sourceName() {
    String name = source.name();
    boolean file = name.equals(source.primary());
    int dot = name.lastIndexOf('.');
    String bare = (file && dot > 0 ? name.substring(0, dot) : name).strip();
    return bare.isEmpty() ? "skill" : bare.toLowerCase(Locale.ROOT);
  }

  private String description(List<Diagnostic> findings) {
    return frontmatter
        .text("description")
        .orElseGet(() -> {
          findings.add(
              Diagnostic.error(
                  "description-missing",
                  "The skill has no description, so most clients never choose it; say in the"
                      + " frontmatter what it does and when to use it",
                  frontmatter.place(source.primary(), "description")));
          return body.opening();
        });
  }
}
