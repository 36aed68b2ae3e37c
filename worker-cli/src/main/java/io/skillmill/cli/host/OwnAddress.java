package io.skillmill.cli.host;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The address by which a client came, for links that work for it.
 *
 * @param believed whether what a proxy says of it counts; else anybody could say it
 */
record OwnAddress(boolean believed) {

  private static final int CHARS_MAX = 255;

  /** Scheme, host and what stands before all paths, without a slash at the end. */
  String of(Context context) {
    String scheme =
        said(context, "X-Forwarded-Proto")
            .filter(word -> word.equals("http") || word.equals("https"))
            .orElseGet(context::scheme);
    String host =
        said(context, "X-Forwarded-Host")
            .filter(word -> is(word, c -> isLetterOrDigit(c) || "-._:[]".indexOf(c) >= 0))
            .or(() -> Optional.ofNullable(context.header("Host")))
            .orElse("");
    return scheme + "://" + host + prefix(context);
  }

  /** What the proxy takes off all paths. */
  String prefix(Context context) {
    return said(context, "X-Forwarded-Prefix")
        .filter(word -> word.startsWith("/") && !word.startsWith("//"))
        .filter(word -> is(word, c -> isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0))
        .map(word -> word.endsWith("/") ? word.substring(0, word.length() - 1) : word)
        .orElse("");
  }

  /** Of several the last: it is the one that the proxy in front of this host has added. */
  private Optional<String> said(Context context, String header) {
    return Optional.ofNullable(context.header(header))
        .filter(_ -> believed)
        .map(value -> value.substring(value.lastIndexOf(',') + 1).strip());
  }

  private static boolean is(String word, IntPredicate sign) {
    return !word.isEmpty() && word.length() <= CHARS_MAX && word.chars().allMatch(sign);
  }

  private static boolean isLetterOrDigit(int c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }
}
