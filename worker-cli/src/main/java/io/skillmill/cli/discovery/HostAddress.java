package io.skillmill.cli.discovery;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a host is, or a single skill, and what to show there.
 *
 * @param url without a slash at its end
 * @param tokenVariable the environment variable that holds its token, if it wants one
 * @param token what that holds
 */
public record HostAddress(String url, String tokenVariable, Optional<String> token) {

  static final String VARIABLE_PREFIX = "SKILLMILL_TOKEN_";
  private static final int TOKEN_LENGTH_MAX = 4_096;

  /** An address whose token is in the environment variable that is named for it. */
  static HostAddress of(String typed, Map<String, String> environment) {
    URI uri = uri(typed);
    return of(uri, variableOf(uri), environment);
  }

  /** An address whose token is in this environment variable. */
  static HostAddress of(String typed, String tokenVariable, Map<String, String> environment) {
    return of(uri(typed), tokenVariable, environment);
  }

  private static HostAddress of(URI uri, String variable, Map<String, String> environment) {
    String token = environment.getOrDefault(variable, "").strip();
    if (token.length() > TOKEN_LENGTH_MAX || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw Problem.usage(
              "The token in %s cannot be sent".formatted(variable),
              "Use up to %d letters, digits and signs of ASCII".formatted(TOKEN_LENGTH_MAX))
          .asException();
    }
    return new HostAddress(
        withoutSlash(uri.toString()),
        variable,
        Optional.of(token).filter(secret -> !secret.isEmpty()));
  }

  private static URI uri(String typed) {
    if (typed.indexOf('@') >= 0) {
      throw Problem.usage(
              "The address of a host holds no names or passwords",
              "Give its token in an environment variable, %sHOST_PORT".formatted(VARIABLE_PREFIX))
          .asException();
    }
    try {
      var uri = new URI(typed.strip());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        throw bad(typed, "begins with neither http:// nor https://");
      }
      if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw bad(typed, "is more or less than a host, a port and a path");
      }
      return uri;
    } catch (URISyntaxException _) {
      throw bad(typed, "is no URL");
    }
  }

  private static ProblemException bad(String typed, String why) {
    return Problem.usage(
            "The address '%s' %s".formatted(typed, why), "Give one such as http://127.0.0.1:8000")
        .asException();
  }

  /** Such as {@code SKILLMILL_TOKEN_DB_HOST_8000} for {@code http://db-host:8000}. */
  private static String variableOf(URI uri) {
    String place = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + "_" + uri.getPort();
    var name = new StringBuilder(VARIABLE_PREFIX);
    for (char c : place.toUpperCase(Locale.ROOT).toCharArray()) {
      if (c != '[' && c != ']') {
        name.append((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_');
      }
    }
    return name.toString();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** The last part of it, for a name where there is no other. */
  String lastPart() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return url;
  }
}
