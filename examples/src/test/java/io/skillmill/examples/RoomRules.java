package io.skillmill.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What can be seen only by looking at many files together. */
final class RoomRules {

  static final int FILES_MAX = 20;
  static final int LINES_MAX = 2_500;

  /** Rooms that are larger, and why. */
  private static final Map<String, String> LARGER =
      Map.of(
          "schema.task", "a dictionary of small records",
          "parsers.blocks", "one specification, read in two passes that share its rules",
          "cli.command", "one class for each command");

  private static final Pattern ASKING = Pattern.compile("\\b(supports|can|is|has)[A-Z]\\w*\\(");

  private RoomRules() {}

  /** A room that has grown past its budget is two rooms. */
  static List<String> budget(Room room, List<Source> sources) {
    int lines = sources.stream().mapToInt(Source::lines).sum();
    if (LARGER.containsKey(room.name()) || (sources.size() <= FILES_MAX && lines <= LINES_MAX)) {
      return List.of();
    }
    return List.of(
        "The room %s has %d files and %d lines; its budget is %d and %d. Split it by what it does, or say in RoomRules.LARGER why not"
            .formatted(room.name(), sources.size(), lines, FILES_MAX, LINES_MAX));
  }

  /** A room without package-info has no sentence that says what it is for. */
  static List<String> sentence(Room room, List<Source> sources) {
    return sources.isEmpty()
            || sources.stream().anyMatch(source -> source.fileName().equals("package-info.java"))
        ? List.of()
        : List.of(
            "The room %s has no package-info.java. Say in one sentence what it does"
                .formatted(room.name()));
  }

  /** The dialect is told what to do; who asks it what it can ends up deciding for it. */
  static List<String> dialect(Source source) {
    var match = ASKING.matcher(source.text());
    return source.fileName().equals("Dialect.java") && match.find()
        ? List.of(
            "%s asks %s). Give it a verb instead, and let each database do it its own way"
                .formatted(source.name(), match.group()))
        : List.of();
  }

  /**
   * A statement lives in {@code any} until the databases disagree, and then in both of their
   * folders.
   *
   * @param files names like {@code sqlite/claim_tasks.sql}
   */
  static List<String> twins(Set<String> files) {
    var sqlite = inFolder(files, "sqlite/");
    var postgres = inFolder(files, "postgres/");
    if (sqlite.isEmpty() || postgres.isEmpty()) {
      return List.of();
    }
    var broken = new ArrayList<String>();
    sqlite.stream()
        .filter(name -> !postgres.contains(name))
        .map("sql/sqlite/%s has no twin. Write sql/postgres/%<s, or move it to sql/any"::formatted)
        .forEach(broken::add);
    postgres.stream()
        .filter(name -> !sqlite.contains(name))
        .map("sql/postgres/%s has no twin. Write sql/sqlite/%<s, or move it to sql/any"::formatted)
        .forEach(broken::add);
    inFolder(files, "any/").stream()
        .filter(name -> sqlite.contains(name) || postgres.contains(name))
        .map("sql/any/%s is hidden by a dialect's. Delete it from sql/any"::formatted)
        .forEach(broken::add);
    return broken;
  }

  private static Set<String> inFolder(Set<String> files, String folder) {
    var names = new TreeSet<String>();
    files.stream()
        .filter(file -> file.startsWith(folder))
        .map(file -> file.substring(folder.length()))
        .forEach(names::add);
    return names;
  }
}
