package io.skillmill.parsers.mcp;

import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.located.Located;

/** Holds the result around a list of tools to what its revision asks of it. */
final class Pages {

  /** Absent in older revisions, so that none of them is required here. */
  private static final Members RESULT =
      Members.of(
          "mcp-result",
          "tools:list! nextCursor:text _meta:object resultType:text ttlMs:number cacheScope:text");

  private static final Members CURRENT =
      Members.of(
          "mcp-result",
          "tools:list! nextCursor:text _meta:object resultType:text! ttlMs:number!"
              + " cacheScope:text!");

  private Pages() {}

  static void check(Located result, Revision revision, Declaration declaration) {
    if (!result.at("jsonrpc").isThere()) {
      declaration.check(result, revision.isCurrent() ? CURRENT : RESULT);
    }
    Located type = result.at("resultType");
    if (type.isText() && !type.text().equals("complete")) {
      declaration.warning(
          "mcp-result-incomplete",
          "The result is not complete, so tools may be missing; finish the request first",
          type);
    }
    if (revision.isCurrent()) {
      for (Located tool : result.at("tools")) {
        Located execution = tool.at("execution");
        if (execution.isThere()) {
          declaration.warning(
              "mcp-execution-gone",
              "execution was part of revision 2025-11-25 alone; remove it",
              execution.named());
        }
      }
    }
  }
}
