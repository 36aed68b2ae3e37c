package io.skillmill.parsers.repair;

import java.util.Set;

/** The fields that skills, commands and agents are known to have, which settle doubts. */
final class KnownFields {

  private static final Set<String> PROSE =
      Set.of(
          "description",
          "when_to_use",
          "when-to-use",
          "summary",
          "compatibility",
          "short-description",
          "short_description",
          "instructions",
          "prompt",
          "usage");

  private static final Set<String> OTHERS =
      Set.of(
          "name",
          "license",
          "metadata",
          "allowed-tools",
          "allowed_tools",
          "disallowed-tools",
          "tools",
          "model",
          "version",
          "author",
          "tags",
          "homepage",
          "color",
          "category",
          "argument-hint",
          "arguments",
          "user-invocable",
          "disable-model-invocation",
          "context",
          "agent",
          "hooks",
          "paths",
          "globs",
          "slug",
          "triggers",
          "requires",
          "effort",
          "displayName",
          "alwaysApply");

  private KnownFields() {}

  static boolean isKnown(String name) {
    return isProse(name) || OTHERS.contains(name);
  }

  /** Whether its value is sentences, in which colons and words at a line's start mean nothing. */
  static boolean isProse(String name) {
    return PROSE.contains(name);
  }

  /** Whether only a text can be meant, so that brackets are part of it. */
  static boolean isText(String name) {
    return isProse(name) || name.equals("name") || name.equals("argument-hint");
  }
}
