package io.skillmill.cli;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Holds options that take several words with commas between them to that: nothing at all between
 * two commas would be taken for no word, and an option without a word for its default.
 */
final class WordLists {

  private WordLists() {}

  /** Refuses a command line with a list that has an empty member. */
  static void check(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      at.matchedOptions().forEach(WordLists::check);
    }
  }

  private static void check(OptionSpec option) {
    if (option.splitRegex().isEmpty()) {
      return;
    }
    for (String typed : option.originalStringValues()) {
      for (String word : typed.split(option.splitRegex(), -1)) {
        if (word.isBlank()) {
          throw new ParameterException(
              option.command().commandLine(),
              "A word is missing in '%s', which %s was given"
                  .formatted(typed, option.longestName()));
        }
      }
    }
  }
}
