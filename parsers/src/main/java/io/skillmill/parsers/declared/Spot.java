package io.skillmill.parsers.declared;

import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.located.Shown;

/**
 * Which input a schema is for.
 *
 * @param outer the section that the schema belongs to
 * @param path from the outermost input; empty for all of them together
 * @param when the conditions that it is under, each after a comma; empty where there are none
 * @param part whether it is one of several schemas for the same
 */
record Spot(String outer, String path, String when, boolean part) {

  /** How much of an input's path is shown. */
  private static final int PATH_MAX = 120;

  static Spot of(String section, String path) {
    return new Spot(section, Shown.brief(path, PATH_MAX), "", false);
  }

  Spot under(String name) {
    String inner = path.isEmpty() ? name : path + "." + name;
    return new Spot(outer, Shown.brief(inner, PATH_MAX), when, false);
  }

  /** An item of a list, by its place where that counts. */
  Spot item(String place) {
    return new Spot(outer, Shown.brief(path + "[" + place + "]", PATH_MAX), when, false);
  }

  /** The same input where something else holds. */
  Spot when(String condition) {
    return new Spot(outer, path, when + ", " + condition, true);
  }

  /** The same input, of which another schema says something too. */
  Spot asPart() {
    return new Spot(outer, path, when, true);
  }

  Spot withoutConditions() {
    return new Spot(outer, path, "", true);
  }

  String shown() {
    return path.isEmpty() ? "the input" : "\"" + path + "\"";
  }

  /** The section that its texts belong to. */
  String section() {
    return path.isEmpty() || outer.isEmpty() ? outer + path : outer + Passage.UNDER + path;
  }
}
