package io.skillmill.parsers.hosting;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import io.skillmill.schema.run.SkillName;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads a {@code SKILL.md}, whose text and files are all there is. */
final class SkillMarkdown {

  private static final String RESOURCE =
      """
      {"type": "object", "properties": {"resource": {"type": "string", "description":\
       "The path of one of the skill's files, to read it instead of the instructions"}}}\
      """;

  private final List<Diagnostic> findings;

  SkillMarkdown(List<Diagnostic> findings) {
    this.findings = findings;
  }

  /**
   * Reads one.
   *
   * @param called how it is called where it does not say
   */
  Optional<SkillDeclaration> read(SkillFile file, String called) {
    Optional<SourceText> text = SourceText.read(file, Page.LIMITS, findings);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var front = Frontmatter.read(text.get(), Page.LIMITS, findings);
    Optional<String> name = name(front, file.name(), called);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String body = text.get().text().substring(text.get().startOfLine(front.bodyLine()));
    return Optional.of(
        new SkillDeclaration(
            name.get(),
            about(front),
            (ObjectNode) Json.readOurs(RESOURCE),
            Json.object(),
            SkillLimits.DEFAULT,
            List.of(),
            Optional.empty(),
            new Implementation(
                Implementation.Kind.INSTRUCTIONS,
                Json.object().put("file", file.name()).put("text", body.strip()))));
  }

  private static About about(Frontmatter front) {
    var plain = About.of(front.text("description").orElse(""));
    var version = front.fields().path("metadata").path("version").asString("").strip();
    return new About(
        plain.description(),
        front.text("version").orElse(version.isEmpty() ? About.FIRST_VERSION : version),
        "instructions",
        plain.complexity(),
        plain.performance(),
        plain.position(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private Optional<String> name(Frontmatter front, String file, String called) {
    String written = front.text("name").orElse(called);
    String name = callable(written);
    if (name.isEmpty()) {
      findings.add(
          Diagnostic.error(
              "name-invalid",
              "The skill has no name that can be called; give it one in the frontmatter, "
                  + SkillName.RULE,
              front.place(file, "name")));
      return Optional.empty();
    }
    if (!name.equals(written)) {
      findings.add(
          Diagnostic.warning(
              "name-changed",
              "The skill is called %s here, for a name is %s".formatted(name, SkillName.RULE),
              front.place(file, "name")));
    }
    return Optional.of(name);
  }

  /** The name with a hyphen for each letter that a name may not have; empty if nothing is left. */
  static String callable(String name) {
    var letters = new StringBuilder();
    for (int i = 0; i < name.length() && letters.length() < SkillName.LENGTH_MAX; i++) {
      char c = name.charAt(i);
      boolean first = letters.isEmpty();
      if (SkillName.isValid(first ? String.valueOf(c) : "a" + c)) {
        letters.append(c);
      } else if (!first && letters.charAt(letters.length() - 1) != '-') {
        letters.append('-');
      }
    }
    while (!letters.isEmpty() && letters.charAt(letters.length() - 1) == '-') {
      letters.setLength(letters.length() - 1);
    }
    return letters.toString();
  }
}
