package io.skillmill.parsers.skillsref;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.schema.skill.Severity;
import java.util.List;

/** What the reference asks, for those who want to know a message by a name that stays. */
final class LibraryRules {

  private static final String PARSER = "parser.py";
  private static final String VALIDATOR = "validator.py";

  static final Rule FILE =
      rule(
          "file-missing",
          "The directory holds SKILL.md or skill.md, in these letters",
          "name the file SKILL.md",
          PARSER);
  static final Rule UNREAD =
      rule(
          "too-large",
          "The file is not larger than what is read here",
          "move parts of it to other files; the reference has no such limit",
          PARSER);
  static final Rule ENCODING =
      rule(
          "crash-encoding",
          "Every byte is UTF-8",
          "save the file as UTF-8; the reference does not answer but dies of an exception",
          PARSER);
  static final Rule CRASH =
      rule(
          "crash-yaml",
          "The YAML parser survives the frontmatter",
          "remove control characters; the reference does not answer but dies of an exception",
          PARSER);
  static final Rule OPENING =
      rule(
          "frontmatter-missing",
          "The first three characters are ---",
          "begin the file with a --- line, with nothing before it",
          PARSER);
  static final Rule CLOSING =
      rule(
          "frontmatter-unclosed",
          "A second --- follows",
          "end the frontmatter with a --- line",
          PARSER);
  static final Rule YAML =
      rule(
          "yaml",
          "The frontmatter is YAML in blocks, with no key twice, no anchors and no tags",
          "put values in quotes, and list entries on lines of their own",
          PARSER);
  static final Rule MAPPING =
      rule(
          "not-mapping",
          "What stands before the second ---, on whatever line, is made of fields",
          "write 'name: value' lines, and no --- among them",
          PARSER);

  static final Rule FIELDS =
      rule(
          "unexpected-fields",
          "No field beyond the six that are defined",
          "move it under metadata",
          VALIDATOR);
  static final Rule NAME_MISSING =
      rule(
          "name-missing", "A skill has a name", "add 'name:' with the directory's name", VALIDATOR);
  static final Rule NAME_EMPTY =
      rule(
          "name-empty",
          "The name is text and not blank",
          "write the directory's name after it",
          VALIDATOR);
  static final Rule NAME_LONG =
      rule(
          "name-too-long",
          "The name has at most 64 characters",
          "shorten it, and the directory's name with it",
          VALIDATOR);
  static final Rule NAME_UPPERCASE =
      rule(
          "name-uppercase",
          "The name has no capital letters",
          "write it in small letters, and the directory's name with it",
          VALIDATOR);
  static final Rule NAME_EDGE =
      rule(
          "name-hyphen-edge",
          "The name neither begins nor ends with a hyphen",
          "take that hyphen away",
          VALIDATOR);
  static final Rule NAME_DOUBLE =
      rule(
          "name-hyphen-double",
          "The name has no two hyphens in a row",
          "leave one of them",
          VALIDATOR);
  static final Rule NAME_CHARACTERS =
      rule(
          "name-characters",
          "The name is made of letters, digits and hyphens, of any script",
          "use letters, digits and hyphens only",
          VALIDATOR);
  static final Rule NAME_DIRECTORY =
      rule(
          "name-directory",
          "The name is the directory's name, after NFKC of both",
          "rename one of them",
          VALIDATOR);
  static final Rule DESCRIPTION_MISSING =
      rule(
          "description-missing",
          "A skill has a description",
          "add 'description:' with what it does and when to use it",
          VALIDATOR);
  static final Rule DESCRIPTION_EMPTY =
      rule(
          "description-empty",
          "The description is text and not blank",
          "say what the skill does and when to use it",
          VALIDATOR);
  static final Rule DESCRIPTION_LONG =
      rule(
          "description-too-long",
          "The description has at most 1024 characters, with the blanks around it",
          "shorten it and move the rest into the body",
          VALIDATOR);
  static final Rule COMPATIBILITY_TYPE =
      rule("compatibility-type", "The compatibility is text", "write one sentence", VALIDATOR);
  static final Rule COMPATIBILITY_LONG =
      rule(
          "compatibility-too-long",
          "The compatibility has at most 500 characters",
          "shorten it and move the rest into the body",
          VALIDATOR);

  /** Our own words about a message whose own words help nobody. */
  static final Rule ADVICE =
      new Rule(
          "skills-ref-advice",
          Severity.INFO,
          "What the reference cannot read is explained",
          "do what the message says",
          "Skillmill's own; the reference says less");

  static final List<Rule> ALL =
      List.of(
          FILE,
          UNREAD,
          ENCODING,
          CRASH,
          OPENING,
          CLOSING,
          YAML,
          MAPPING,
          FIELDS,
          NAME_MISSING,
          NAME_EMPTY,
          NAME_LONG,
          NAME_UPPERCASE,
          NAME_EDGE,
          NAME_DOUBLE,
          NAME_CHARACTERS,
          NAME_DIRECTORY,
          DESCRIPTION_MISSING,
          DESCRIPTION_EMPTY,
          DESCRIPTION_LONG,
          COMPATIBILITY_TYPE,
          COMPATIBILITY_LONG,
          ADVICE);

  private LibraryRules() {}

  private static Rule rule(String id, String title, String remedy, String file) {
    return new Rule(
        "skills-ref-" + id,
        Severity.ERROR,
        title,
        remedy,
        "agentskills/agentskills 69ef37e9, skills-ref/src/skills_ref/" + file);
  }
}
