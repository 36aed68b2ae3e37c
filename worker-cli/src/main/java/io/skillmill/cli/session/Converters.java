package io.skillmill.cli.session;

import io.skillmill.cli.render.Periods;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Turns the words people type into the store's words. */
public final class Converters {

  private Converters() {}

  /** Teaches a command and all commands under it. */
  public static void register(CommandLine commandLine) {
    commandLine.registerConverter(Duration.class, Converters::period);
    commandLine.registerConverter(long.class, Converters::number);
    commandLine.registerConverter(Long.class, Converters::number);
    commandLine.registerConverter(int.class, Converters::smallNumber);
    commandLine.registerConverter(Integer.class, Converters::smallNumber);
    commandLine.registerConverter(
        TaskState.class, word -> word(word, TaskState.values(), TaskState::word));
    commandLine.registerConverter(
        TaskType.class, word -> word(word, TaskType.values(), TaskType::word));
  }

  private static Duration period(String text) {
    try {
      return Periods.parse(text);
    } catch (ProblemException e) {
      throw new TypeConversionException(e.problem().what() + ". " + e.problem().remedy());
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'%s' is not a whole number".formatted(text));
    }
  }

  private static int smallNumber(String text) {
    long number = number(text);
    if (number != (int) number) {
      throw new TypeConversionException("'%s' is too large".formatted(text));
    }
    return (int) number;
  }

  /** The value whose word was typed, in any letter case. */
  public static <T> T word(String typed, T[] values, Function<T, String> wordOf) {
    var lower = typed.toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values)
        .filter(value -> wordOf.apply(value).equals(lower))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "there is no '%s'. Use one of: %s"
                    .formatted(
                        typed,
                        Arrays.stream(values).map(wordOf).collect(Collectors.joining(", ")))));
  }
}
