package io.skillmill.cli.scaffold;

import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a new parser is called in all the places that ask for it.
 *
 * @param parser its name
 * @param ending of the files that it reads, without the dot
 * @param version of this program
 */
public record Names(String parser, String ending, String version) {

  /** Refuses names that a parser or a file cannot have. */
  public Names {
    if (!SkillParser.isName(parser) || !Character.isLetter(parser.charAt(0))) {
      throw Problem.usage(
              "'%s' is no name for a parser".formatted(parser),
              "Use lower-case letters, digits and hyphens, a letter first, %d at the most"
                  .formatted(SkillParser.NAME_LENGTH_MAX))
          .asException();
    }
    if (Parsers.builtIn().taken().contains(parser)) {
      throw Problem.usage(
              "'%s' is the name of a parser that is built in".formatted(parser),
              "Choose another; 'skillmill parsers' lists those that are taken")
          .asException();
    }
    if (ending.isEmpty() || !ending.chars().allMatch(c -> Character.isLetterOrDigit(c))) {
      throw Problem.usage(
              "'%s' is no ending for files".formatted(ending),
              "Give letters and digits alone, such as --ending ini")
          .asException();
    }
  }

  Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    values.put("NAME", parser);
    values.put("MODULE", module());
    values.put("CLASS", className());
    values.put("ENDING", ending);
    values.put("VERSION", version);
    return values;
  }

  /** A name that no word of Java or Python is, for a package or a module. */
  private String module() {
    String words = parser.replace("-", "_");
    return words.endsWith("parser") ? words : words + "_parser";
  }

  private String className() {
    String words =
        Arrays.stream(parser.split("-", -1))
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    String name = words.endsWith("Parser") ? words : words + "Parser";
    return name.equals("SkillParser") ? "My" + name : name; // the interface is called so
  }
}
