package io.skillmill.cli.run;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.Found;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What stands on standard input. It has no name to tell its format by, so what it holds decides,
 * and where nothing can be told it is a skill.
 */
final class StandardInput {

  private static final Path PATH = Path.of("-");
  private static final int BYTES_MAX = 32 << 20;

  /** Endings that a parser may ask for; what opens with a fence is Markdown. */
  private static final List<String> ENDINGS = List.of(".yaml", ".toml");

  private final byte[] bytes;

  /** Why it cannot be read; empty where it can. */
  private final String problem;

  private StandardInput(byte[] bytes, String problem) {
    this.bytes = bytes;
    this.problem = problem;
  }

  static StandardInput read(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      return bytes.length <= BYTES_MAX
          ? new StandardInput(bytes, "")
          : new StandardInput(
              new byte[0], "Standard input holds more than %d MiB".formatted(BYTES_MAX >> 20));
    } catch (IOException e) {
      return new StandardInput(new byte[0], "Standard input cannot be read: " + e.getMessage());
    }
  }

  Found found(Parsers parsers) {
    return problem.isEmpty()
        ? new Found.Source(PATH, source(parsers))
        : new Found.Unreadable(PATH, problem);
  }

  private SkillSource source(Parsers parsers) {
    int first = first();
    if (first == '{' || first == '[') {
      return named("stdin.json");
    }
    for (String ending : first == '-' ? List.<String>of() : ENDINGS) {
      SkillSource source = named("stdin" + ending);
      if (parsers.choice(source).fit().compareTo(Fit.LIKELY) >= 0) {
        return source;
      }
    }
    return named("SKILL.md");
  }

  private SkillSource named(String file) {
    return SkillSource.of("stdin", file, List.of(SkillFile.of(file, bytes)));
  }

  /** The first character that is not blank, or 0. */
  private int first() {
    String head =
        new String(bytes, 0, Math.min(bytes.length, 1 << 10), StandardCharsets.ISO_8859_1);
    String text = head.startsWith("\u00EF\u00BB\u00BF") ? head.substring(3) : head;
    return text.isBlank() ? 0 : text.stripLeading().charAt(0);
  }
}
