package io.skillmill.cli.command;

import io.skillmill.cli.session.Session;
import io.skillmill.coordination.models.ModelAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which language model is asked. Its key is never typed: others could see. */
final class ModelOptions {

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The language model. Default: $OPENAI_MODEL.")
  private @Nullable String model;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = {
        "An endpoint that speaks chat completions, such as http://127.0.0.1:11434/v1.",
        "Default: $OPENAI_BASE_URL, else OpenAI's. Its key is $OPENAI_API_KEY."
      })
  private @Nullable String url;

  ModelAddress address(Session session) {
    return ModelAddress.of(
        session.environment(), Optional.ofNullable(url), Optional.ofNullable(model));
  }
}
