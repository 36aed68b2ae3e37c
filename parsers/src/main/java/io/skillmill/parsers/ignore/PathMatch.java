package io.skillmill.parsers.ignore;

import java.util.List;

/**
 * Compares a path part by part. Only the last {@code **} before the difference is tried anew, which
 * is enough, and keeps the work to parts times patterns.
 */
record PathMatch(List<Glob> patterns, String path, int from) {

  boolean matches() {
    int pattern = 0;
    int at = from;
    int anyPattern = -1;
    int anyAt = -1;
    while (at < path.length()) {
      if (pattern < patterns.size() && patterns.get(pattern).isAnyPath()) {
        if (pattern == patterns.size() - 1) {
          return true; // spec: "A trailing "/**" matches everything inside."
        }
        anyPattern = pattern++;
        anyAt = at;
      } else if (pattern < patterns.size() && part(pattern, at)) {
        pattern++;
        at = next(at);
      } else if (anyPattern >= 0) {
        anyAt = next(anyAt);
        at = anyAt;
        pattern = anyPattern + 1;
      } else {
        return false;
      }
    }
    return pattern == patterns.size();
  }

  private boolean part(int pattern, int at) {
    return patterns.get(pattern).matches(path, at, Math.min(path.length(), next(at) - 1));
  }

  /** Where the part after the one that begins here begins; past the end where there is none. */
  private int next(int at) {
    int slash = path.indexOf('/', at);
    return slash < 0 ? path.length() + 1 : slash + 1;
  }
}
