package io.skillmill.parsers.pipes;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What programs that others wrote see of this program's variables: few, and no secrets. */
public final class Surroundings {

  /** Enough to find and to run an interpreter. */
  private static final List<String> USUAL =
      List.of(
          "PATH",
          "HOME",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TZ",
          "TMPDIR",
          "SystemRoot",
          "PATHEXT",
          "TEMP",
          "TMP",
          "USERPROFILE");

  private Surroundings() {}

  /**
   * Of all variables the usual ones, as far as they are set.
   *
   * @param more names of others that the program is to see, too
   */
  public static Map<String, String> seen(Map<String, String> all, Collection<String> more) {
    var seen = new HashMap<String, String>();
    USUAL.forEach(name -> see(name, all, seen));
    more.forEach(name -> see(name, all, seen));
    return Map.copyOf(seen);
  }

  private static void see(String name, Map<String, String> all, Map<String, String> seen) {
    String value = all.get(name);
    if (value != null) {
      seen.put(name, value);
    }
  }
}
