package io.skillmill.parsers.skillsref;

import io.skillmill.parsers.blockyaml.BlockYaml;
import io.skillmill.parsers.blockyaml.Value;
import io.skillmill.parsers.verdict.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A skill file in the reference's eyes: cut at the first two {@code ---}, wherever they stand. */
sealed interface SkillText {

  String FENCE = "---";

  /**
   * A file with fields.
   *
   * @param body the text behind them, without the white space around it
   */
  record Known(Value.Fields fields, String body) implements SkillText {}

  /**
   * A file without.
   *
   * @param rule what it does not keep
   * @param message the reference's words; where it dies the Python name of its exception, often
   *     with a colon and what that says
   */
  record Unknown(Rule rule, String message, Answer.Fault fault) implements SkillText {}

  static SkillText read(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return read(text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n'));
    } catch (CharacterCodingException e) {
      return new Unknown(
          LibraryRules.ENCODING,
          PythonDecoding.error(bytes),
          new Answer.Fault(true, "some bytes are not UTF-8; save the file as UTF-8", 1, 1));
    }
  }

  private static SkillText read(String text) {
    if (!text.startsWith(FENCE)) {
      return refused(
          LibraryRules.OPENING,
          "SKILL.md must start with YAML frontmatter (---)",
          "the file does not begin with ---; begin it so, with nothing before");
    }
    int close = text.indexOf(FENCE, FENCE.length());
    if (close < 0) {
      return refused(
          LibraryRules.CLOSING,
          "SKILL.md frontmatter not properly closed with ---",
          "no second --- follows the first; end the frontmatter with a --- line");
    }
    return switch (BlockYaml.read(text.substring(FENCE.length(), close))) {
      case BlockYaml.Document(Value.Fields fields) ->
          new Known(fields, PythonText.strip(text.substring(close + FENCE.length())));
      case BlockYaml.Document _, BlockYaml.Nothing _ ->
          refused(
              LibraryRules.MAPPING,
              "SKILL.md frontmatter must be a YAML mapping",
              "there are no fields up to the second ---; write one 'name: value' on each line, and"
                  + " no --- between them");
      case BlockYaml.Refused refused -> unreadable(refused);
    };
  }

  private static SkillText refused(Rule rule, String message, String problem) {
    return new Unknown(rule, message, new Answer.Fault(false, problem, 1, 1));
  }

  /** The first line of the YAML begins behind the fence. */
  private static Unknown unreadable(BlockYaml.Refused refused) {
    int before = refused.line() == 0 ? FENCE.length() : 0;
    var fault =
        new Answer.Fault(
            refused.crash(), refused.problem(), refused.line() + 1, refused.column() + before + 1);
    return refused.crash()
        ? new Unknown(LibraryRules.CRASH, refused.said(), fault)
        : new Unknown(LibraryRules.YAML, "Invalid YAML in frontmatter: " + refused.said(), fault);
  }
}
