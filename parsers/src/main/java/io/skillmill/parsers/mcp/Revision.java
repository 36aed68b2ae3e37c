package io.skillmill.parsers.mcp;

import io.skillmill.parsers.located.Located;
import java.util.List;

/**
 * The revision of the protocol that a list speaks, told by what it holds.
 *
 * @param name the earliest that has it all
 * @param by the member that tells; empty where nothing does
 */
record Revision(String name, String by) {

  static final Revision CURRENT = new Revision("2026-07-28", "");

  private static final List<String> RESULT_MEMBERS = List.of("resultType", "ttlMs", "cacheScope");

  /** What a revision brought to tools, newest first; {@code execution} went with the next one. */
  private static final List<Revision> BROUGHT =
      List.of(
          new Revision("2025-11-25", "execution"),
          new Revision("2025-11-25", "icons"),
          new Revision("2025-06-18", "title"),
          new Revision("2025-06-18", "outputSchema"),
          new Revision("2025-06-18", "_meta"),
          new Revision("2025-03-26", "annotations"));

  static Revision of(ToolPages pages) {
    for (Located result : pages.results()) {
      for (String member : RESULT_MEMBERS) {
        if (result.at(member).isThere()) {
          return new Revision(CURRENT.name, member);
        }
      }
    }
    for (Revision revision : BROUGHT) {
      for (Located tool : pages.tools()) {
        if (tool.at(revision.by).isThere()) {
          return revision;
        }
      }
    }
    return new Revision("2024-11-05", "");
  }

  boolean isCurrent() {
    return name.equals(CURRENT.name);
  }
}
