package io.skillmill.parsers.hosting;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.Implementation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads in which way a skill is there: {@code {kind: java, class: X}}, {@code {java: {class: X}}},
 * or as short as {@code {java: X}}.
 */
final class Implementations {

  /** What a single value stands for. */
  private static final Map<Kind, String> MAIN_SETTING =
      Map.of(
          Kind.JAVA, "class",
          Kind.PROCESS, "command",
          Kind.PYTHON, "file",
          Kind.JAVASCRIPT, "file",
          Kind.COMPOSITE, "steps",
          Kind.HTTP, "url",
          Kind.INSTRUCTIONS, "file");

  private static final List<String> WORDS = Arrays.stream(Kind.values()).map(Kind::word).toList();

  private final Page page;

  Implementations(Page page) {
    this.page = page;
  }

  Optional<Implementation> read(Fields root) {
    Located at = root.at("implementation");
    if (!root.has("implementation")) {
      page.error(
          "implementation-missing",
          "It is not said what runs; add implementation with one of "
              + WORDS.stream().collect(Collectors.joining(", ")),
          root.located());
      return Optional.empty();
    }
    if (at.isText()) {
      return kind(at.text(), at).map(kind -> new Implementation(kind, Json.object()));
    }
    if (!new Fields(page, at).isObject()) {
      return Optional.empty();
    }
    Located kind = at.at("kind");
    if (kind.isThere()) {
      return kind(kind.spelled(), kind).map(word -> new Implementation(word, without(at)));
    }
    return keyed(at);
  }

  private static ObjectNode without(Located at) {
    var settings = (ObjectNode) Page.plain(at);
    settings.remove("kind");
    return settings;
  }

  private Optional<Implementation> keyed(Located at) {
    if (at.children().size() != 1) {
      page.error(
          "implementation-invalid",
          "The implementation must name one kind; write implementation: {kind: java, class: ...}",
          at);
      return Optional.empty();
    }
    Located only = at.children().getFirst();
    return kind(only.name(), only.named())
        .map(kind -> new Implementation(kind, settings(kind, only)));
  }

  private static ObjectNode settings(Kind kind, Located value) {
    if (value.isObject()) {
      return (ObjectNode) Page.plain(value);
    }
    var settings = Json.object();
    if (!value.json().isNull()) {
      settings.set(MAIN_SETTING.getOrDefault(kind, "value"), Page.plain(value));
    }
    return settings;
  }

  private Optional<Kind> kind(String word, Located at) {
    Optional<Kind> kind = Kind.of(word.strip());
    if (kind.isEmpty()) {
      String remedy =
          Nearest.to(word, WORDS)
              .map("did you mean %s?"::formatted)
              .orElse("use one of " + String.join(", ", WORDS));
      page.error(
          "kind-unknown",
          "%s is no kind of implementation; %s".formatted(Shown.of(word), remedy),
          at);
    }
    return kind;
  }
}
