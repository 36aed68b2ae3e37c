package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.Main;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the program offers and what docs/ says about it are the same. */
class DocumentedTest {

  private static final Path DOCS = Clone.ROOT.resolve("docs");
  private static final Path REFERENCE = DOCS.resolve("reference");

  @Test
  void every_command_and_option_is_documented() {
    var page = new Page(Clone.read(REFERENCE.resolve("commands.md")));
    var missing = new ArrayList<String>();
    check(Main.commandLine(), "skillmill", "", page, missing);
    assertThat(missing).isEmpty();
  }

  /** Options that every command has may be described once, in the section of the command above. */
  private static void check(
      CommandLine command, String name, String above, Page page, List<String> missing) {
    if (page.section(name).isEmpty()) {
      missing.add("docs/reference/commands.md has no section `## %s`. Write it".formatted(name));
    }
    var known = above + page.section(name);
    for (var option : command.getCommandSpec().options()) {
      for (var word : option.names()) {
        if (!option.hidden() && !mentions(known, word)) {
          missing.add(
              "The section `## %s` of docs/reference/commands.md does not mention %s. Say what it does"
                  .formatted(name, word));
        }
      }
    }
    for (var below : new LinkedHashMap<>(command.getSubcommands()).entrySet()) {
      if (!below.getValue().getCommandSpec().usageMessage().hidden()) {
        check(below.getValue(), name + " " + below.getKey(), known, page, missing);
      }
    }
  }

  private static boolean mentions(String text, String word) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])").matcher(text).find();
  }

  @Test
  void every_exit_code_is_documented() {
    var table = new TreeSet<String>(firstCells(Clone.read(REFERENCE.resolve("exit-codes.md"))));
    assertThat(table)
        .as("the codes in docs/reference/exit-codes.md; 4 is the launcher's")
        .containsAll(exitCodes())
        .contains("4");
  }

  private static Set<String> exitCodes() {
    var source =
        Clone.read(
            Clone.ROOT.resolve("worker-cli/src/main/java/io/skillmill/cli/render/ExitCodes.java"));
    return Pattern.compile("public static final int \\w+ = (\\d+);")
        .matcher(source)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void the_states_of_a_task_are_drawn_as_they_are() {
    var drawn = new TreeSet<String>();
    Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\w+)` \\|")
        .matcher(Clone.read(REFERENCE.resolve("task-states.md")))
        .results()
        .forEach(match -> drawn.add(match.group(1) + " to " + match.group(2)));
    var real = new TreeSet<String>();
    for (var state : TaskState.values()) {
      state.next().forEach(next -> real.add(state.word() + " to " + next.word()));
    }
    assertThat(drawn).as("the moves in docs/reference/task-states.md").isEqualTo(real);
  }

  @Test
  void every_table_and_column_is_documented(@TempDir Path folder) throws SQLException {
    var page = new Page(Clone.read(REFERENCE.resolve("tables.md")));
    var documented = new TreeMap<String, Set<String>>();
    page.sections().forEach((title, text) -> documented.put(title, firstCells(text)));
    assertThat(documented)
        .as("the tables in docs/reference/tables.md and their columns")
        .isEqualTo(tables(folder.resolve("store.db")));
  }

  private static Map<String, Set<String>> tables(Path file) throws SQLException {
    LocalSkillStore.open(file).close();
    var tables = new TreeMap<String, Set<String>>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
                WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
                """)) {
      while (rows.next()) {
        tables.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>()).add(rows.getString(2));
      }
    }
    return tables;
  }

  @Test
  void every_schema_is_documented() {
    var reference =
        Clone.files(REFERENCE).stream().map(Clone::read).collect(Collectors.joining("\n"));
    assertThat(Clone.filesOfFloors(".schema.json"))
        .filteredOn(file -> Clone.name(file).contains("/src/main/"))
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(reference)
                .as("docs/reference on %s", Clone.name(file))
                .contains(file.getFileName().toString()));
  }

  @Test
  void every_link_leads_somewhere() {
    var pages = new ArrayList<>(Clone.files(DOCS));
    List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
        .forEach(name -> pages.add(Clone.ROOT.resolve(name)));
    var broken = new ArrayList<String>();
    for (var page : pages) {
      if (page.toString().endsWith(".md")) {
        for (var target : links(Clone.read(page))) {
          if (!Files.exists(page.resolveSibling(target))) {
            broken.add("%s links to %s, which is not there".formatted(Clone.name(page), target));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<String> links(String page) {
    return Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)")
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
        .toList();
  }

  /** The words in backticks, or numbers, that stand first in the rows of a table. */
  private static Set<String> firstCells(String text) {
    return Pattern.compile("(?m)^\\| *`?(\\w+)`? *\\|")
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(cell -> !Set.of("column", "code", "option").contains(cell))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A page taken apart at its headings of the second and third level. What stands before the first
   * of them is about {@code skillmill} itself.
   */
  private record Page(String text) {

    Map<String, String> sections() {
      var sections = new LinkedHashMap<String, String>();
      parts().skip(1).forEach(part -> sections.put(title(part), part));
      return sections;
    }

    String section(String title) {
      return sections().getOrDefault(title, "");
    }

    private Stream<String> parts() {
      return Arrays.stream(text.split("(?m)^###? ", -1));
    }

    private static String title(String part) {
      return part.lines().findFirst().orElse("").replace("`", "").strip();
    }
  }
}
