package io.skillmill.coordination.skills.remote;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.settings.Settings;
import io.skillmill.coordination.skills.web.Dialer;
import io.skillmill.coordination.skills.web.WebAddress;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;
import java.util.Set;

/**
 * Skills that run somewhere else: {@code {kind: http, url: https://host/skills/x/run}}. The input
 * is sent as JSON, and the answer is the output. Thread-safe.
 *
 * <p>Hosts that are not public are asked only where {@code allow_private: true} says so.
 */
public final class RemoteKind implements SkillKind {

  private static final Set<String> SETTINGS = Set.of("url", "headers", "form", "allow_private");

  @Override
  public Implementation.Kind kind() {
    return Implementation.Kind.HTTP;
  }

  @Override
  public SkillCode load(SkillDeclaration declaration, Path home) {
    var settings = Settings.of(declaration, SETTINGS);
    var target =
        new RemoteCode.Target(
            address(settings), Headers.of(settings, declaration), isEnvelope(settings));
    return new RemoteCode(declaration, target, Dialer.of(settings.flag("allow_private")));
  }

  private static WebAddress address(Settings settings) {
    String url =
        settings
            .text("url")
            .orElseThrow(() -> settings.wrong("has no url", "Write url: https://HOST/PATH"));
    try {
      return WebAddress.of(url);
    } catch (SkillException e) {
      throw settings.wrong("has a url that cannot be: " + e.failure().message(), "Correct it");
    }
  }

  private static boolean isEnvelope(Settings settings) {
    return switch (settings.text("form").orElse("plain")) {
      case "plain" -> false;
      case "envelope" -> true;
      case String other ->
          throw settings.wrong(
              "has the form '%s'".formatted(other),
              "Use plain, where the body is the input, or envelope, for a host of skills");
    };
  }
}
