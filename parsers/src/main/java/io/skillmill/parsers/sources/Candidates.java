package io.skillmill.parsers.sources;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.PassedOver.Reason;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Decides by its beginning whether a file outside packages is a source, and reads it if so. */
final class Candidates {

  /** How much of a file is read before it is known to be one; formats look no further either. */
  private static final int HEAD_BYTES_MAX = 1 << 20;

  private static final Set<String> ENDINGS =
      Set.of("json", "yaml", "yml", "md", "mdc", "markdown", "toml");

  /** Nobody asks for the hash of what is only looked at. */
  private static final String NO_HASH = "0".repeat(64);

  private final Scope scope;
  private final Consumer<Found> sink;
  private final boolean strangers;

  Candidates(Scope scope, Consumer<Found> sink) {
    this.scope = scope;
    this.sink = sink;
    this.strangers = !scope.parsers().areAllBuiltIn();
  }

  void consider(Path file, Sieve sieve) {
    String name = file.getFileName().toString();
    if (!strangers && !ENDINGS.contains(ending(name)) && !name.startsWith("Skilletfile")) {
      sieve.tell(file, Reason.OTHER_ENDING, "no format has files with such a name");
      return;
    }
    try {
      consider(file, SourceName.of(file), sieve);
    } catch (IOException e) {
      sink.accept(new Found.Unreadable(file, FileBytes.reason(e)));
    }
  }

  private void consider(Path file, String name, Sieve sieve) throws IOException {
    byte[] head = FileBytes.head(file, HEAD_BYTES_MAX);
    Parsers.Choice choice = choice(name, head);
    boolean whole = head.length < HEAD_BYTES_MAX;
    if (choice.fit().compareTo(Fit.LIKELY) >= 0) {
      sink.accept(
          whole ? new Found.Source(file, SkillSource.single(name, head)) : large(file, name));
    } else if (choice.fit() == Fit.POSSIBLE) {
      sieve.tell(
          file,
          Reason.UNCERTAIN,
          "%s could read it, but it does not look like its format; name the file to have it read"
              .formatted(choice.name()));
    } else {
      sieve.tell(file, Reason.NO_FIT, "no parser knows what it holds");
    }
  }

  private Parsers.Choice choice(String name, byte[] head) {
    var file = SkillFile.of(name, head, NO_HASH);
    return scope.parsers().choice(SkillSource.of(name, name, List.of(file)));
  }

  private static Found large(Path file, String name) throws IOException {
    long size = Files.size(file);
    long most = Limits.DEFAULT.inputBytesMax();
    return size <= most
        ? new Found.Source(file, SkillSource.of(name, name, List.of(FileBytes.primary(file, name))))
        : new Found.Unreadable(
            file, "It has %d bytes and at most %d are read; split it".formatted(size, most));
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
