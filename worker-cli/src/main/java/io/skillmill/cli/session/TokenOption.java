package io.skillmill.cli.session;

import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A server's secret: {@code --token-file}, else SKILLMILL_TOKEN. Never typed: others could see. */
public final class TokenOption {

  static final String VARIABLE = "SKILLMILL_TOKEN";
  private static final int LENGTH_MIN = 16;
  private static final int LENGTH_MAX = 4_096;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file that holds what clients must show. Default: $SKILLMILL_TOKEN.")
  private @Nullable Path file;

  @Option(
      names = "--require-token",
      description = "Let nobody in without a token, from this machine neither.")
  private boolean needed;

  /** Whether a token is needed on this machine, too. */
  public boolean isNeeded() {
    return needed;
  }

  /** What clients must show; empty where nothing was given. */
  public Optional<String> secret(Session session) {
    var secret = file == null ? ofEnvironment(session.environment()) : Optional.of(read(file));
    secret.ifPresent(TokenOption::refuseGuessable);
    return secret;
  }

  /** What this client shows. */
  static Optional<String> ofEnvironment(Map<String, String> environment) {
    String secret = environment.getOrDefault(VARIABLE, "").strip();
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    if (secret.length() > LENGTH_MAX || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw Problem.usage(
              "The token in %s cannot be sent".formatted(VARIABLE),
              "Use up to %d letters, digits and signs of ASCII".formatted(LENGTH_MAX))
          .asException();
    }
    return Optional.of(secret);
  }

  private static String read(Path file) {
    try {
      var secret = ofEnvironment(Map.of(VARIABLE, Files.readString(file)));
      return secret.orElseThrow(() ->
          Problem.usage("The file %s holds no token".formatted(file), "Write one into it")
              .asException());
    } catch (IOException e) {
      throw Problem.usage(
              "The token file %s cannot be read: %s".formatted(file, e),
              "Give --token-file a file that you may read")
          .causedBy(e);
    }
  }

  private static void refuseGuessable(String secret) {
    if (secret.length() < LENGTH_MIN) {
      throw Problem.usage(
              "The token has %d characters, and could be guessed".formatted(secret.length()),
              "Make one of %d or more, for example with: openssl rand -hex 24"
                  .formatted(LENGTH_MIN))
          .asException();
    }
  }
}
