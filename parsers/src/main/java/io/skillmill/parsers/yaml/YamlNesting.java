package io.skillmill.parsers.yaml;

/** An upper bound for how deep a YAML text nests, found without reading it. */
public final class YamlNesting {

  private YamlNesting() {}

  /**
   * Blocks nest by indentation: a level takes at least one column. Flow collections nest by
   * brackets; those in quotes are counted too, which may call a text deeper than it is.
   */
  public static int depthAtMost(String yaml) {
    int deepest = 0;
    int brackets = 0;
    int lead = 0;
    boolean leading = true;
    for (int i = 0; i < yaml.length(); i++) {
      char c = yaml.charAt(i);
      if (c == '\n') {
        leading = true;
        lead = 0;
      } else if (leading && (c == ' ' || c == '-' || c == '?' || c == ':')) {
        lead++;
      } else {
        leading = false;
        if (c == '[' || c == '{') {
          brackets++;
        } else if ((c == ']' || c == '}') && brackets > 0) {
          brackets--;
        }
      }
      deepest = Math.max(deepest, (lead + 1) / 2 + brackets);
    }
    return deepest;
  }
}
