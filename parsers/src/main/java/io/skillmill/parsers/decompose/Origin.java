package io.skillmill.parsers.decompose;

import java.util.function.IntFunction;

/**
 * What kind of text a document is made of, and how its parts are pointed at.
 *
 * @param kind the schema's word for it, such as {@code mcp_tool}
 * @param pointerAt the JSON pointer of the value that holds an offset; empty where there is none
 */
public record Origin(String kind, IntFunction<String> pointerAt) {

  /** Markdown, in which lines point well enough. */
  public static final Origin MARKDOWN = new Origin("claude_skill", _ -> "");
}
