package io.skillmill.parsers.spec;

import static io.skillmill.schema.skill.Severity.ERROR;
import static io.skillmill.schema.skill.Severity.INFO;
import static io.skillmill.schema.skill.Severity.WARNING;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.schema.skill.Severity;
import java.util.List;

/**
 * The findings of reading a file, as rules. Reading tells them in its own words, wherever a file is
 * read; here they only get an entry of their own, for lists of rules.
 */
final class ReadingRules {

  private static final String FRONTMATTER =
      "\"must contain YAML frontmatter followed by Markdown content\" (" + SpecProfile.TEXT + ")";

  private static final String READERS =
      "Not in the text, which names no encoding; readers differ in what they take";

  static final List<Rule> ALL =
      List.of(
          rule("too-large", ERROR, "The file is not too large", "move parts of it to other files"),
          rule("file-empty", ERROR, "The file is not empty", "write name, description and body"),
          rule("binary", ERROR, "The file is text", "give the skill a text file"),
          rule("encoding-utf16", ERROR, "The file is encoded in UTF-8", "save it as UTF-8"),
          rule("encoding-broken", ERROR, "Every byte is UTF-8", "save the file as UTF-8"),
          rule("byte-order-mark", WARNING, "No byte order mark begins the file", "remove it"),
          rule("control-characters", WARNING, "No control characters", "remove them"),
          rule("newlines-mixed", WARNING, "Lines end in one way", "save the file with LF alone"),
          rule("newlines-crlf", INFO, "Lines end in LF", "save the file with LF"),
          yaml("frontmatter-missing", ERROR, "A frontmatter begins the file", "write one"),
          yaml("frontmatter-not-first", ERROR, "Nothing precedes the frontmatter", "remove it"),
          yaml("frontmatter-unfenced", ERROR, "--- lines enclose the fields", "add them"),
          yaml("frontmatter-unclosed", ERROR, "A --- line ends the frontmatter", "add it"),
          yaml("frontmatter-fence", ERROR, "The line above the fields is exactly ---", "mend it"),
          yaml("frontmatter-language", ERROR, "The line above names no language", "remove it"),
          yaml("frontmatter-empty", ERROR, "The frontmatter has fields", "write them"),
          yaml("frontmatter-not-mapping", ERROR, "The frontmatter is made of fields", "write them"),
          yaml("frontmatter-yaml", ERROR, "The frontmatter is YAML", "put values in quotes"),
          yaml("frontmatter-repaired", WARNING, "Every field reads as YAML", "mend the field"),
          yaml("frontmatter-recovered", WARNING, "Every field can be read", "rewrite the field"),
          yaml("frontmatter-line-ignored", WARNING, "Each line belongs to a field", "remove it"),
          yaml("frontmatter-too-many-fields", WARNING, "Few fields", "move them to other files"),
          yaml("frontmatter-comment-in-value", INFO, "No # in a value", "put it in quotes"),
          yaml("frontmatter-anchor", INFO, "No & before a value", "put it in quotes"));

  private ReadingRules() {}

  private static Rule rule(String id, Severity severity, String title, String remedy) {
    return new Rule(id, severity, title, remedy, READERS);
  }

  private static Rule yaml(String id, Severity severity, String title, String remedy) {
    return new Rule(id, severity, title, remedy, FRONTMATTER);
  }
}
