package io.skillmill.parsers.mcp;

import io.skillmill.parsers.located.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tools of a file, and the results that hold them.
 *
 * @param dialect how they are wrapped: response, result, pages, array or tool
 * @param results the objects that have a member {@code tools}, in order
 * @param tools all of them, in order
 * @param refusal why there are none to be found
 */
record ToolPages(
    String dialect, List<Located> results, List<Located> tools, Optional<String> refusal) {

  static ToolPages of(Located root) {
    if (root.isArray()) {
      boolean paged =
          !root.children().isEmpty() && root.children().stream().allMatch(ToolPages::isPage);
      return paged ? paged("pages", root.children()) : bare("array", root.children());
    }
    if (isPage(root)) {
      return paged(root.at("result").isObject() ? "response" : "result", List.of(root));
    }
    if (root.isObject() && (root.at("inputSchema").isThere() || root.at("name").isText())) {
      return bare("tool", List.of(root));
    }
    return new ToolPages("", List.of(), List.of(), Optional.of(reason(root)));
  }

  private static ToolPages paged(String dialect, List<Located> pages) {
    var results = new ArrayList<Located>();
    var tools = new ArrayList<Located>();
    for (Located page : pages) {
      Located result = page.at("result").isObject() ? page.at("result") : page;
      results.add(result);
      tools.addAll(result.at("tools").children());
    }
    return new ToolPages(dialect, results, tools, Optional.empty());
  }

  private static ToolPages bare(String dialect, List<Located> tools) {
    Optional<String> refusal =
        tools.stream().anyMatch(Located::isObject)
            ? Optional.empty()
            : Optional.of("The list holds no tool; give the answer to tools/list");
    return new ToolPages(dialect, List.of(), tools, refusal);
  }

  private static boolean isPage(Located value) {
    return value.at("tools").isArray() || value.at("result").at("tools").isArray();
  }

  private static String reason(Located root) {
    if (root.at("error").isObject()) {
      return "The server answered with an error instead of tools; ask it again";
    }
    return "The file holds no list of tools; give the answer to tools/list";
  }
}
