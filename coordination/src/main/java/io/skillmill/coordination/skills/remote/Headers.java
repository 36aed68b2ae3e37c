package io.skillmill.coordination.skills.remote;

import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.settings.Settings;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The headers that a skill sends along. In their values {@code ${credentials.NAME}} stands for a
 * secret of the call, which is put in when it is sent and seen nowhere else.
 */
final class Headers {

  private static final String OPENS = "${credentials.";

  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "accept-encoding",
          "traceparent",
          "skillmill-chain");

  private final Map<String, String> templates;

  private Headers(Map<String, String> templates) {
    this.templates = templates;
  }

  static Headers of(Settings settings, SkillDeclaration declaration) {
    var templates = settings.textsByName("headers");
    var known = declaration.credentials().stream().map(CredentialNeed::name).toList();
    templates.forEach((name, value) -> {
      if (!isName(name) || OURS.contains(name.toLowerCase(Locale.ROOT)) || !isValue(value)) {
        throw settings.wrong(
            "has the header '%s' that cannot be set".formatted(name.strip()),
            "Use a name of letters, digits and dashes, and a value on one line");
      }
      for (int at = value.indexOf(OPENS); at >= 0; at = value.indexOf(OPENS, at + 1)) {
        String credential = credential(value, at);
        if (!known.contains(credential)) {
          throw settings.wrong(
              "uses the credential '%s' that it does not declare".formatted(credential),
              "Add it under credentials");
        }
      }
    });
    return new Headers(Map.copyOf(templates));
  }

  private static String credential(String template, int at) {
    int end = template.indexOf('}', at);
    return end < 0 ? "" : template.substring(at + OPENS.length(), end);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_');
  }

  private static boolean isValue(String value) {
    return value.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** With the secrets of a call; one that the caller did not give leaves its header out. */
  Map<String, String> with(SkillContext context) throws SkillException {
    var filled = new LinkedHashMap<String, String>();
    for (var template : templates.entrySet()) {
      String value = template.getValue();
      boolean complete = true;
      for (int at = value.indexOf(OPENS); at >= 0 && complete; at = value.indexOf(OPENS)) {
        String name = credential(value, at);
        var secret = context.credential(name);
        complete = secret.isPresent();
        value = value.replace(OPENS + name + "}", checked(name, secret.orElse("")));
      }
      if (complete) {
        filled.put(template.getKey(), value);
      }
    }
    return filled;
  }

  /** A secret could end the line and begin a header of its own. */
  private static String checked(String name, String secret) throws SkillException {
    if (!isValue(secret) || secret.contains(OPENS)) {
      throw new SkillException(
          RunFailure.of(
              RunFailure.Kind.REFUSED,
              "The credential '%s' has signs that a header cannot have".formatted(name)));
    }
    return secret;
  }
}
