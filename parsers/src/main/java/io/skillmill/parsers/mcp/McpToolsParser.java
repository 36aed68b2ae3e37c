package io.skillmill.parsers.mcp;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Format;
import io.skillmill.parsers.located.Outline;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

/**
 * Parses the answers to {@code tools/list}, of every revision of the protocol: a JSON-RPC response,
 * its bare result, several pages of them in an array, a bare array of tools, a single tool.
 */
public final class McpToolsParser implements SkillParser {

  private static final String VERSION = "1";

  /** Where the tools of a file may be. */
  private static final List<String> HOLDERS =
      List.of("result/tools", "tools", "", "0/result/tools", "0/tools");

  @Override
  public String name() {
    return "mcp-tools";
  }

  @Override
  public String version() {
    return VERSION;
  }

  /** What tells MCP's tools from all others is how they spell {@code inputSchema}. */
  @Override
  public Fit fit(SkillSource source) {
    Outline outline = Outline.ofJson(source, "\"inputSchema\"", "\"tools\"");
    for (String holder : HOLDERS) {
      if (hasTools(outline, holder)) {
        return Fit.CERTAIN;
      }
    }
    if (outline.has("inputSchema") && outline.isText("name")) {
      return Fit.CERTAIN;
    }
    boolean response = outline.has("jsonrpc") && outline.isArray("result/tools");
    boolean page = outline.isArray("tools") && outline.has("nextCursor");
    return response || page ? Fit.LIKELY : Fit.NONE;
  }

  private static boolean hasTools(Outline outline, String holder) {
    if (!outline.isArray(holder)) {
      return false;
    }
    String prefix = holder.isEmpty() ? "" : holder + "/";
    for (int i = 0; i < Outline.ITEMS_MAX; i++) {
      if (outline.has(prefix + i + "/inputSchema") && outline.has(prefix + i + "/name")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return Declaration.read(new Format(this, "mcp_tool"), source, limits, McpToolsParser::document);
  }

  private static ParseResult document(Declaration declaration) {
    var pages = ToolPages.of(declaration.root());
    return pages.refusal().isPresent()
        ? declaration.rejected("mcp-no-tools", pages.refusal().get(), declaration.root())
        : new ToolList(declaration, pages).document();
  }
}
