package io.skillmill.parsers.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

  private static final long SEED = Long.getLong("skillmill.seed", System.nanoTime());
  private static final int ROUNDS = 60;
  private static final List<String> NAMES = List.of("a", "ab", "b.md", "x.json", "a b", "[q]", "_");

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "a.txt,       a.txt,        true",
    "a.txt,       d/a.txt,      true",
    "/a.txt,      d/a.txt,      false",
    "d/a.txt,     d/a.txt,      true",
    "d/a.txt,     e/d/a.txt,    false",
    "*.txt,       d/e/a.txt,    true",
    "d/*.txt,     d/e/a.txt,    false",
    "d/,          d,            false",
    "d/,          d/a.txt,      true",
    "**/e,        d/e/a.txt,    true",
    "d/**,        d/e/a.txt,    true",
    "d/**/a.txt,  d/a.txt,      true",
    "d/**/a.txt,  d/e/f/a.txt,  true",
    "?.txt,       a.txt,        true",
    "[a-c].txt,   b.txt,        true",
    "[!a-c].txt,  b.txt,        false",
    "[[:digit:]]*, 7up,         true",
    "\\#a,        '#a',         true",
    "#a,          '#a',         false",
    "'a\\ ',      'a ',         true",
    "'a  ',       a,            true",
    "[a,          '[a',         false",
    "a\\,         'a\\',        false",
  })
  void a_pattern_ignores_what_it_says(String pattern, String path, boolean ignored)
      throws IOException {
    Files.writeString(root.resolve(".gitignore"), pattern + "\n");
    assertThat(isIgnored(path)).isEqualTo(ignored);
  }

  @Test
  void the_last_rule_decides_and_a_file_further_down_goes_first() throws IOException {
    Files.createDirectories(root.resolve("d"));
    Files.writeString(root.resolve(".gitignore"), "*.md\n!keep.md\nd/gone.txt\n");
    Files.writeString(root.resolve("d/.gitignore"), "!a.md\nkeep.md\n");
    assertThat(isIgnored("a.md")).isTrue();
    assertThat(isIgnored("keep.md")).isFalse();
    assertThat(isIgnored("d/a.md")).isFalse();
    assertThat(isIgnored("d/keep.md")).isTrue();
    assertThat(isIgnored("d/gone.txt")).isTrue();
  }

  @Test
  void files_above_count_within_a_repository_alone() throws IOException {
    Path below = Files.createDirectories(root.resolve("skills/tea"));
    Files.writeString(root.resolve(".gitignore"), "*.log\n/skills/tea/b\n");
    assertThat(IgnoreRules.of(below).verdict("a.log", false)).isEmpty();
    Files.createDirectory(root.resolve(".git"));
    assertThat(IgnoreRules.of(below).verdict("a.log", false)).isPresent();
    assertThat(IgnoreRules.of(below).verdict("b", true).orElseThrow().line()).isEqualTo(2);
  }

  @Test
  void a_directory_that_is_ignored_and_asked_for_all_the_same_has_its_own_files_alone()
      throws IOException {
    Path below = Files.createDirectories(root.resolve("build/tea"));
    Files.createDirectory(root.resolve(".git"));
    Files.writeString(root.resolve(".gitignore"), "build/\n*.md\n");
    Files.writeString(below.resolve(".gitignore"), "*.log\n");
    assertThat(IgnoreRules.of(below).verdict("a.md", false)).isEmpty();
    assertThat(IgnoreRules.of(below).verdict("a.log", false)).isPresent();
  }

  @Test
  void the_exclude_file_of_a_repository_counts_last() throws IOException {
    Path below = Files.createDirectories(root.resolve("skills/tea"));
    Files.createDirectories(root.resolve(".git/info"));
    Files.writeString(root.resolve(".git/info/exclude"), "# mine\n*.log\n/skills/tea/b\n");
    Files.writeString(root.resolve(".gitignore"), "!keep.log\n");
    var by = IgnoreRules.of(below).verdict("a.log", false).orElseThrow();
    assertThat(by.file()).isEqualTo(root.resolve(".git/info/exclude"));
    assertThat(by.line()).isEqualTo(2);
    assertThat(IgnoreRules.of(below).verdict("b", true)).isPresent();
    assertThat(IgnoreRules.of(below).verdict("keep.log", false)).isEmpty();
    assertThat(
            IgnoreRules.of(Objects.requireNonNull(root.getParent()))
                .in(root)
                .verdict("a.log", false))
        .isPresent();
  }

  @Test
  void a_working_tree_apart_has_the_exclude_file_of_its_repository() throws IOException {
    Path apart = Files.createDirectories(root.resolve("main/.git/worktrees/w"));
    Files.createDirectories(root.resolve("main/.git/info"));
    Files.writeString(root.resolve("main/.git/info/exclude"), "*.log\n");
    Files.writeString(apart.resolve("commondir"), "../..\n");
    Path tree = Files.createDirectories(root.resolve("w"));
    Files.writeString(tree.resolve(".git"), "gitdir: " + apart + "\n");
    assertThat(IgnoreRules.of(tree).verdict("a.log", false)).isPresent();
    Files.writeString(tree.resolve(".git"), "gitdir: ../main/.git\n");
    assertThat(IgnoreRules.of(tree).verdict("a.log", false)).isPresent();
    Files.writeString(tree.resolve(".git"), "gitdir: \0nowhere\n");
    assertThat(IgnoreRules.of(tree).verdict("a.log", false)).isEmpty();
  }

  @Test
  void no_pattern_takes_long() throws IOException {
    Files.writeString(
        root.resolve(".gitignore"),
        "*a".repeat(2_000) + "b\n" + "**/a/".repeat(800) + "b\n" + "[".repeat(4_000) + "\n");
    String name = "a".repeat(250);
    String path = "a/".repeat(400) + name;
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(isIgnored(path)).isFalse());
  }

  /** Git itself is asked, over random trees and random patterns. */
  @Test
  void git_says_the_same() throws Exception {
    assumeTrue(runs("git", "--version").isPresent(), "skipped: there is no git here");
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Path tree = Files.createDirectory(root.resolve("r" + round));
      runs(tree, "git", "init", "-q", ".");
      Files.writeString(
          Files.createDirectories(tree.resolve(".git/info")).resolve("exclude"),
          pattern(random) + "\n" + pattern(random) + "\n");
      fill(tree, random, 0);
      var ours = new TreeSet<String>();
      walk(tree, tree, IgnoreRules.of(tree), ours);
      var theirs = new TreeSet<String>(git(tree));
      var told = "-Dskillmill.seed=%d round %d in %s".formatted(SEED, round, rules(tree));
      assertThat(only(ours, theirs)).as("git ignores, we do not; " + told).isEmpty();
      assertThat(only(theirs, ours)).as("we ignore, git does not; " + told).isEmpty();
    }
  }

  private static Set<String> only(Set<String> some, Set<String> others) {
    var only = new TreeSet<>(some);
    only.removeAll(others);
    return only;
  }

  private static void fill(Path directory, Random random, int depth) throws IOException {
    var lines = new ArrayList<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      lines.add(pattern(random));
    }
    Files.write(directory.resolve(".gitignore"), lines);
    for (String name : NAMES) {
      if (depth < 2 && random.nextInt(3) == 0) {
        fill(Files.createDirectory(directory.resolve(name)), random, depth + 1);
      } else {
        Files.writeString(directory.resolve(name), "x");
      }
    }
  }

  private static String pattern(Random random) {
    var pieces =
        List.of(
            "*",
            "?",
            "a",
            "b",
            "ab",
            ".md",
            "/",
            "**",
            "**/",
            "/**",
            "[a-b]",
            "[!a]",
            "\\[",
            "!",
            "x.json",
            "_",
            " ",
            "\\ ",
            "[[:alpha:]]",
            "[]a]");
    var pattern = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      pattern.append(pieces.get(random.nextInt(pieces.size())));
    }
    return isBesideTheManual(pattern.toString()) ? "a" : pattern.toString();
  }

  /**
   * Whether git does otherwise than its manual says: it compares the letters before the first sign
   * by themselves, so that {@code b**}{@code /a} becomes {@code b} and then {@code **}{@code /a},
   * although two stars within a name are as good as one. We do as the manual says.
   */
  private static boolean isBesideTheManual(String pattern) {
    int stars = pattern.indexOf("**");
    int sign = 0;
    while (sign < pattern.length() && "*?[\\".indexOf(pattern.charAt(sign)) < 0) {
      sign++;
    }
    return stars > 0 && stars == sign && "/!".indexOf(pattern.charAt(stars - 1)) < 0;
  }

  private static void walk(Path root, Path directory, IgnoreRules rules, Set<String> kept)
      throws IOException {
    try (var entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        boolean isDirectory = Files.isDirectory(entry);
        String name = entry.getFileName().toString();
        if (name.equals(".git") || rules.verdict(name, isDirectory).isPresent()) {
          continue;
        }
        if (isDirectory) {
          walk(root, entry, rules.in(entry), kept);
        } else {
          kept.add(root.relativize(entry).toString());
        }
      }
    }
  }

  private static List<String> git(Path tree) throws Exception {
    String nobodys = "core.excludesFile=/dev/null";
    String out =
        runs(tree, "git", "-c", nobodys, "ls-files", "-z", "--others", "--exclude-standard")
            .orElseThrow();
    return out.isEmpty()
        ? List.of()
        : List.of(out.split("\0", -1)).subList(0, out.split("\0", -1).length - 1);
  }

  private static String rules(Path tree) throws IOException {
    var told = new StringBuilder();
    try (var files = Files.walk(tree)) {
      for (Path file :
          files
              .filter(each -> each.endsWith(".gitignore") || each.endsWith("info/exclude"))
              .toList()) {
        told.append(tree.relativize(file)).append(Files.readAllLines(file)).append(' ');
      }
    }
    return told.toString();
  }

  private boolean isIgnored(String path) throws IOException {
    IgnoreRules rules = IgnoreRules.of(root);
    Path at = root;
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      if (rules.verdict(parts[i], true).isPresent()) {
        return true;
      }
      at = at.resolve(parts[i]);
      rules = rules.in(at);
    }
    return rules.verdict(parts[parts.length - 1], false).isPresent();
  }

  private Optional<String> runs(String... command) throws InterruptedException {
    return runs(root, command);
  }

  private static Optional<String> runs(Path directory, String... command)
      throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(out) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
