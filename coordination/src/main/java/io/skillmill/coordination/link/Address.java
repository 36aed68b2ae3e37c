package io.skillmill.coordination.link;

import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a server is. */
final class Address {

  private Address() {}

  static URI parse(String typed) {
    URI uri = uri(typed);
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw bad("It begins with neither http:// nor https://");
    }
    if (uri.getUserInfo() != null || typed.indexOf('@') >= 0) {
      throw Problem.usage(
              "The address of a server holds no names or passwords",
              "Give the server's token in the environment variable SKILLMILL_TOKEN")
          .asException();
    }
    if (uri.getHost() == null) {
      throw bad("It names no host");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw bad("It has more than a scheme, a host, a port and a path");
    }
    String whole = uri.toString();
    return URI.create(whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole);
  }

  private static URI uri(String typed) {
    try {
      return new URI(typed);
    } catch (URISyntaxException e) {
      throw bad("It is no URL: " + e.getReason());
    }
  }

  private static ProblemException bad(String why) {
    return Problem.usage(
            "The address of the server cannot be used. " + why,
            "Give one such as http://127.0.0.1:8000")
        .asException();
  }

  static String ofContent(String contentHash) {
    return Wire.CONTENT_PATH.replace(
        "{content_hash}", URLEncoder.encode(contentHash, StandardCharsets.UTF_8));
  }
}
