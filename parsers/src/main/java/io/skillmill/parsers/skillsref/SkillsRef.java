package io.skillmill.parsers.skillsref;

import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;
import java.util.Optional;

/**
 * The reference library for Agent Skills (skills-ref 0.1), answer for answer.
 *
 * <pre>
 *   List&lt;String&gt; errors = SkillsRef.validate("my-skill", Files.readAllBytes(skillFile));
 * </pre>
 *
 * <p>It reads a stricter YAML than others: in blocks only, every scalar a string, no key twice, no
 * anchors, no tags. Where it refuses the YAML, the message goes on with the first line of what its
 * parser says. Where it does not answer but dies of an exception, the only message is {@code CRASH}
 * with the exception's name, and with what it says where that is known. Thread-safe; the time it
 * takes is linear in the size of the file.
 */
public final class SkillsRef {

  /** The names it looks for, in this order. */
  private static final List<String> FILES = List.of("SKILL.md", "skill.md");

  private SkillsRef() {}

  /** The file of a package that the reference reads; nothing where it finds none. */
  public static Optional<SkillFile> file(SkillSource source) {
    return FILES.stream().flatMap(name -> source.file(name).stream()).findFirst();
  }

  /** The reference's messages, in its order; none where the skill is valid. */
  public static List<String> validate(String directoryName, byte[] skillFile) {
    return answer(Optional.of(directoryName), SkillText.read(skillFile)).errors();
  }

  /** The same with what each message is about, and where. */
  static Answer answer(Optional<String> directoryName, SkillText skill) {
    return switch (skill) {
      case SkillText.Known(var fields, _) ->
          new Answer(new Validation(fields).check(directoryName), Optional.empty());
      case SkillText.Unknown(var rule, var message, var fault) -> {
        String said = fault.crash() ? crash(message) : message;
        yield new Answer(List.of(new Complaint(rule, "", said)), Optional.of(fault));
      }
    };
  }

  /** As those who recorded the reference's answers spell it, with and without what it says. */
  private static String crash(String exception) {
    return (exception.indexOf(':') < 0 ? "CRASH:" : "CRASH ") + exception;
  }

  /** The fields that the reference knows. */
  public static Properties properties(byte[] skillFile) {
    return properties(SkillText.read(skillFile));
  }

  static Properties properties(SkillText skill) {
    return switch (skill) {
      case SkillText.Known(var fields, _) ->
          Validation.firstGap(fields)
              .<Properties>map(gap -> new Properties.Unknown("ValidationError: " + gap, false))
              .orElseGet(() -> KnownFields.of(fields.values()));
      case SkillText.Unknown(_, var message, var fault) ->
          fault.crash()
              ? new Properties.Unknown("CRASH " + message.split(":", 2)[0], true)
              : new Properties.Unknown("ParseError: " + message, false);
    };
  }

  /** The text behind the frontmatter; nothing where the frontmatter could not be read. */
  public static Optional<String> body(byte[] skillFile) {
    return SkillText.read(skillFile) instanceof SkillText.Known(_, String body)
        ? Optional.of(body)
        : Optional.empty();
  }

  /** The XML that tells a model which skills there are. The locations are not escaped. */
  public static String prompt(List<Entry> skills) {
    var xml = new StringBuilder("<available_skills>\n");
    for (Entry skill : skills) {
      xml.append("<skill>\n");
      element("name", escape(skill.name()), xml);
      element("description", escape(skill.description()), xml);
      element("location", skill.location(), xml);
      xml.append("</skill>\n");
    }
    return xml.append("</available_skills>").toString();
  }

  private static void element(String name, String text, StringBuilder xml) {
    xml.append('<').append(name).append(">\n").append(text);
    xml.append("\n</").append(name).append(">\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#x27;");
  }
}
