package io.skillmill.parsers.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collects the lines where a parser and the labels differ, by what the line looks like, for whoever
 * writes rules. It must not be shown lines of held-out files.
 */
final class Confusions {

  private final Map<String, List<String>> places = new TreeMap<>();

  /** A line, if the kinds differ. */
  void line(LabelledSkill skill, SkillText text, int line, Set<Kind> found) {
    Set<Kind> labelled = skill.labels().at(line);
    if (!labelled.equals(found)) {
      String shape = text.fenced().get(line) ? "fence" : shape(text.lines().get(line - 1).strip());
      places
          .computeIfAbsent(
              shape + ": " + names(labelled) + " > " + names(found), _ -> new ArrayList<>())
          .add(skill.sha256().substring(0, 8) + ":" + line);
    }
  }

  /** The most frequent confusions, what the labels say first; the places of those asked for. */
  String table(int rowsMax, String shown) {
    return places.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .limit(rowsMax)
        .map(entry -> row(entry.getKey(), entry.getValue(), shown))
        .collect(Collectors.joining("\n"));
  }

  private static String row(String confusion, List<String> places, String shown) {
    String row = "%5d %s".formatted(places.size(), confusion);
    return confusion.equals(shown) ? row + "\n      " + String.join(" ", places) : row;
  }

  private static String names(Set<Kind> kinds) {
    return kinds.isEmpty()
        ? "none"
        : kinds.stream()
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("+"));
  }

  private static String shape(String line) {
    char first = line.charAt(0);
    if (first == '#') {
      return "heading";
    }
    if (first == '|') {
      return "table row";
    }
    if (line.startsWith("- [") || line.startsWith("* [")) {
      return "check box";
    }
    if (line.startsWith("- ") || line.startsWith("* ")) {
      return "bullet";
    }
    if (Character.isDigit(first)) {
      return "numbered item";
    }
    return line.endsWith(":") || line.endsWith("：") || line.endsWith("**") ? "lead-in" : "prose";
  }
}
