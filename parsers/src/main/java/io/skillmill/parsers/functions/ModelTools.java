package io.skillmill.parsers.functions;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Outline;
import java.util.Collection;
import java.util.List;

/** Knows the tools that Gemini brings along, each turned on by a member of its name. */
final class ModelTools {

  private static final List<String> NAMES =
      List.of(
          "googleSearch",
          "googleSearchRetrieval",
          "codeExecution",
          "urlContext",
          "computerUse",
          "fileSearch",
          "googleMaps",
          "enterpriseWebSearch",
          "retrieval",
          "google_search",
          "google_search_retrieval",
          "code_execution",
          "url_context",
          "computer_use",
          "file_search",
          "google_maps",
          "enterprise_web_search");

  private ModelTools() {}

  /** Those that one entry of a list of tools turns on. */
  static List<Located> of(Located tool) {
    return tool.children().stream()
        .filter(member -> member.isObject() && NAMES.contains(member.name()))
        .toList();
  }

  /** Whether the entry at a place turns on any. */
  static boolean any(Outline outline, String prefix) {
    return NAMES.stream().anyMatch(name -> outline.isObject(prefix + name));
  }

  /** What a file must hold one of, if it turns on any. */
  static Collection<String> words() {
    return NAMES.stream().map(name -> '"' + name + '"').toList();
  }
}
