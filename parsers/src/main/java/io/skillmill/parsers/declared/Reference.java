package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;

/** Follows {@code $ref} within a file; what leads out of it is never fetched. */
final class Reference {

  /** How many references may lead to one another. */
  private static final int HOPS_MAX = 8;

  private static final int STEPS_MAX = 64;

  private Reference() {}

  /** What a value stands for: itself, unless it is a reference that leads to something. */
  static Located resolved(Located value, Located base, Located root) {
    Located at = value;
    for (int hop = 0; hop < HOPS_MAX; hop++) {
      String reference = at.at("$ref").text();
      if (!reference.startsWith("#/")) {
        return at;
      }
      Located nearest = target(reference.substring(2), base);
      Located target = nearest.isThere() ? nearest : target(reference.substring(2), root);
      if (!target.isThere()) {
        return at;
      }
      at = target;
    }
    return at;
  }

  private static Located target(String pointer, Located root) {
    String[] steps = pointer.split("/", STEPS_MAX);
    Located at = root;
    for (String step : steps) {
      String name = decoded(step).replace("~1", "/").replace("~0", "~");
      at = at.isArray() ? at.at(index(name)) : at.at(name);
      if (!at.isThere()) {
        return at;
      }
    }
    return at;
  }

  private static int index(String name) {
    boolean digits = !name.isEmpty() && name.length() < 8;
    for (int i = 0; i < name.length(); i++) {
      digits &= name.charAt(i) >= '0' && name.charAt(i) <= '9';
    }
    return digits ? Integer.parseInt(name) : -1;
  }

  /** Pointers in a URL escape some signs by percent; only the common ones are looked for. */
  private static String decoded(String step) {
    return step.indexOf('%') < 0
        ? step
        : step.replace("%7B", "{")
            .replace("%7D", "}")
            .replace("%20", " ")
            .replace("%22", "\"")
            .replace("%25", "%");
  }
}
