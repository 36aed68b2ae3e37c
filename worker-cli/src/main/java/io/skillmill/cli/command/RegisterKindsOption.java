package io.skillmill.cli.command;

import io.skillmill.cli.session.Converters;
import io.skillmill.coordination.skills.registry.Welcome;
import io.skillmill.schema.run.Implementation.Kind;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Which kinds of skills may be registered, and are hosted once they are. */
final class RegisterKindsOption {

  @Option(
      names = "--register-kinds",
      paramLabel = "KIND",
      split = ",",
      converter = Word.class,
      description = {
        "Registered skills may be of these kinds alone. Default: what the configuration says in",
        "settings.registry, else python,javascript,composite,instructions."
      })
  private @Nullable List<Kind> kinds;

  /** What is welcome, where the configuration says this. */
  Welcome on(Welcome configured) {
    return kinds == null ? configured : configured.with(EnumSet.copyOf(kinds));
  }

  /** The kind whose word was typed. */
  static final class Word implements ITypeConverter<Kind> {
    @Override
    public Kind convert(String typed) {
      return Converters.word(typed, Kind.values(), Kind::word);
    }
  }
}
