package io.skillmill.parsers.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.skillmill.schema.skill.Sha256;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  @TempDir Path root;

  @Test
  void a_directory_is_searched_for_packages_in_the_order_of_their_paths() throws IOException {
    write("b/SKILL.md", "b");
    write("a/deep/er/skill.md", "a");
    write(".hidden/c/Skill.MD", "c");
    write("node_modules/x/SKILL.md", "no");
    write("d/.git/SKILL.md", "no");
    write("readme.md", "no");
    assertThat(paths()).containsExactly(".hidden/c/Skill.MD", "a/deep/er/skill.md", "b/SKILL.md");
  }

  @Test
  void a_package_ends_where_a_nested_one_begins() throws IOException {
    write("out/SKILL.md", "out");
    write("out/scripts/a.sh", "a");
    write("out/skills/in/SKILL.md", "in");
    write("out/skills/in/b.txt", "b");
    write("out/skills/c.txt", "c");
    List<SkillSource> sources = sources();
    assertThat(names(sources.get(0))).containsExactly("SKILL.md", "scripts/a.sh", "skills/c.txt");
    assertThat(names(sources.get(1))).containsExactly("SKILL.md", "b.txt");
    assertThat(sources).extracting(SkillSource::name).containsExactly("out", "in");
  }

  @Test
  void of_two_skill_files_the_exact_name_is_the_skill() throws IOException {
    write("x/skill.md", "lower");
    write("x/SKILL.md", "upper");
    assumeFalse(Files.isSameFile(root.resolve("x/skill.md"), root.resolve("x/SKILL.md")));
    SkillSource source = sources().getFirst();
    assertThat(source.primary()).isEqualTo("SKILL.md");
    assertThat(names(source)).containsExactly("SKILL.md", "skill.md");
  }

  @Test
  void decompositions_are_found_outside_packages_alone() throws IOException {
    String document = "{\"meta\": {}, \"decomposition\": {}}";
    write("parsed/tea.json", document);
    write("parsed/other.json", "{\"meta\": {}}");
    write("parsed/broken.json", "{\"meta\": {}, \"decomposition\": {");
    write("x/SKILL.md", "x");
    write("x/tea.json", document);
    assertThat(paths()).containsExactly("parsed/tea.json", "x/SKILL.md");
  }

  @Test
  void files_of_every_format_are_found_by_what_they_hold() throws IOException {
    write("api/shop.yaml", "openapi: 3.1.0\ninfo: {title: a, version: 1}\npaths: {}\n");
    write("a/tools.txt.json", "{\"tools\": [{\"name\": \"a\", \"inputSchema\": {}}]}");
    write(".claude/agents/taster.md", "---\nname: taster\ndescription: b\n---\nTaste.\n");
    write(".claude/commands/pot/warm.md", "---\ndescription: b\n---\nWarm.\n");
    write("sub/AGENTS.md", "# A\n\nRun the tests.\n");
    write("notes/tea.md", "---\nname: tea\ndescription: b\n---\nBrew.\n");
    write("notes/page.md", "---\ntitle: tea\n---\nA page.\n");
    write("package.json", "{\"name\": \"a\", \"version\": \"1.0.0\"}");
    write("README.md", "# Read me\n");
    write("a.png", "png");
    assertThat(paths())
        .containsExactly(
            ".claude/agents/taster.md",
            ".claude/commands/pot/warm.md",
            "a/tools.txt.json",
            "api/shop.yaml",
            "notes/tea.md",
            "sub/AGENTS.md");
    assertThat(sources())
        .extracting(SkillSource::name)
        .containsExactly(
            ".claude/agents/taster.md",
            ".claude/commands/pot/warm.md",
            "tools.txt.json",
            "shop.yaml",
            "tea.md",
            "sub/AGENTS.md");
  }

  @Test
  void what_is_ignored_is_left_out_unless_it_is_named_or_nothing_is_to_be_ignored()
      throws IOException {
    write(".gitignore", "build/\n*.log\n");
    write("build/SKILL.md", "b");
    Path skill = write("x/SKILL.md", "x");
    write("x/run.log", "l");
    write("x/.gitignore", "tmp/\n");
    write("x/tmp/a.txt", "t");
    Path log = write("y/b.log", "l");
    assertThat(paths()).containsExactly("x/SKILL.md");
    assertThat(names(sources().getFirst())).containsExactly(".gitignore", "SKILL.md");
    assertThat(find(skill)).hasSize(1);
    assertThat(find(log)).hasSize(1);
    assertThat(find(root.resolve("build"))).hasSize(1);
    var all = new ArrayList<Found>();
    Sources.find(root, Scope.usual().ignoringNothing(), all::add);
    assertThat(all).hasSize(2);
    assertThat(names(((Found.Source) all.getLast()).source()))
        .containsExactly(".gitignore", "SKILL.md", "run.log", "tmp/a.txt");
  }

  @Test
  void everything_that_is_passed_over_is_told_with_its_reason() throws IOException {
    write(".gitignore", "build/\n");
    write("build/SKILL.md", "b");
    write("node_modules/a/SKILL.md", "b");
    write("a.png", "png");
    write("package.json", "{\"name\": \"a\"}");
    write("README.md", "# Read me\n");
    write("x/SKILL.md", "x");
    Files.createSymbolicLink(root.resolve("link"), root.resolve("x"));
    var told = new ArrayList<String>();
    Sources.find(
        root,
        Scope.usual()
            .telling(each -> told.add(root.relativize(each.path()) + " " + each.reason().word())),
        _ -> {});
    assertThat(told)
        .containsExactlyInAnyOrder(
            ".gitignore other-ending",
            "build ignored",
            "node_modules not-searched",
            "a.png other-ending",
            "package.json no-fit",
            "README.md uncertain",
            "link link");
  }

  @Test
  void what_lies_in_a_package_is_told_once_too() throws Exception {
    write("x/SKILL.md", "x");
    write("x/.gitignore", "*.log\n");
    write("x/a.log", "l");
    write("x/node_modules/a.js", "a");
    write("x/in/SKILL.md", "y");
    write("x/in/node_modules/a.js", "a");
    Files.createSymbolicLink(root.resolve("x/link"), root.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("x/in/link"), root.resolve("elsewhere"));
    var expected =
        new ArrayList<>(
            List.of(
                "x/a.log ignored",
                "x/node_modules not-searched",
                "x/in/node_modules not-searched",
                "x/link link",
                "x/in/link link"));
    if (pipe("x/pipe") && pipe("x/in/pipe")) {
      expected.addAll(List.of("x/pipe no-file", "x/in/pipe no-file"));
    }
    assertThat(told(root)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(told(root.resolve("x/SKILL.md"))).contains("x/link link").doesNotHaveDuplicates();
  }

  /** Whether one could be made. */
  private boolean pipe(String name) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", root.resolve(name).toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> told(Path argument) {
    var told = new ArrayList<String>();
    Scope scope = Scope.usual().telling(each -> told.add(told(each)));
    Sources.find(argument, scope, _ -> {});
    return told;
  }

  private String told(PassedOver each) {
    return root.relativize(each.path()).toString().replace('\\', '/') + " " + each.reason().word();
  }

  @Test
  void what_is_not_read_of_an_ignore_file_is_told() throws IOException {
    write("x/SKILL.md", "x");
    write(".gitignore", "a\n".repeat(10_001));
    write("x/.gitignore", "# " + "long ".repeat(300_000));
    var told = new ArrayList<String>();
    Sources.find(
        root, Scope.usual().telling(each -> told.add(told(each) + ": " + each.why())), _ -> {});
    assertThat(told)
        .anySatisfy(one -> assertThat(one).startsWith(".gitignore ignore-file: ").contains("10000"))
        .anySatisfy(one -> assertThat(one).startsWith("x/.gitignore ignore-file: ").contains("MiB"))
        .hasSize(3); // and the file itself is no source
  }

  @Test
  void large_files_are_told_by_their_beginning() throws IOException {
    String blank = " ".repeat(2 << 20);
    write("large.json", "{\"tools\": [{\"name\": \"a\", \"inputSchema\": {}}]" + blank + "}");
    write(
        "huge.json",
        "{\"tools\": [{\"name\": \"a\", \"inputSchema\": {}}]" + blank.repeat(5) + "}");
    List<Found> found = find(root);
    assertThat(((Found.Unreadable) found.getFirst()).why()).contains("split it");
    assertThat(((Found.Source) found.getLast()).source().primaryFile().size())
        .isGreaterThan(2 << 20);
  }

  @Test
  void a_skill_file_stands_for_its_package_and_another_file_for_itself() throws IOException {
    Path skill = write("x/SKILL.md", "x");
    Path notes = write("x/notes.md", "n");
    assertThat(find(skill))
        .singleElement()
        .isInstanceOfSatisfying(
            Found.Source.class,
            found -> {
              assertThat(found.path()).isEqualTo(skill);
              assertThat(found.source().name()).isEqualTo("x");
              assertThat(names(found.source())).containsExactly("SKILL.md", "notes.md");
            });
    assertThat(find(notes))
        .singleElement()
        .isInstanceOfSatisfying(
            Found.Source.class, found -> assertThat(found.source().name()).isEqualTo("notes.md"));
    assertThat(((Found.Source) find(skill).getFirst()).source().contentHash())
        .isEqualTo(sources().getFirst().contentHash());
  }

  @Test
  void links_are_recorded_and_not_followed() throws IOException {
    write("x/SKILL.md", "x");
    write("elsewhere/secret.txt", "secret");
    Files.createSymbolicLink(root.resolve("x/link"), Path.of("../elsewhere/secret.txt"));
    Files.createSymbolicLink(root.resolve("x/loop"), root);
    SkillSource source = sources().getFirst();
    assertThat(names(source)).containsExactly("SKILL.md", "link", "loop");
    assertThat(source.file("link").orElseThrow().bytes()).isEmpty();
    Files.createSymbolicLink(Files.createDirectory(root.resolve("y")).resolve("SKILL.md"), root);
    assertThat(find(root).getLast())
        .isInstanceOfSatisfying(
            Found.Unreadable.class, found -> assertThat(found.why()).contains("symbolic link"));
  }

  @Test
  void large_files_beside_the_skill_are_known_by_their_hash() throws IOException {
    write("x/SKILL.md", "x");
    String large = "y".repeat((1 << 20) + 1);
    write("x/large.bin", large);
    SkillFile file = sources().getFirst().file("large.bin").orElseThrow();
    assertThat(file.bytes()).isEmpty();
    assertThat(file.size()).isEqualTo(large.length());
    assertThat(file.sha256()).isEqualTo(Sha256.of(large.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_package_carries_no_more_bytes_than_its_limit() throws IOException {
    write("x/SKILL.md", "x");
    for (int i = 10; i < 30; i++) {
      write("x/f" + i, "y".repeat(1 << 20));
    }
    assertThat(sources().getFirst().files().stream().filter(file -> file.bytes().isPresent()))
        .hasSize(1 + 15);
  }

  @Test
  void a_path_that_is_not_there_is_told() {
    assertThat(find(root.resolve("nowhere")))
        .singleElement()
        .isInstanceOfSatisfying(
            Found.Unreadable.class, found -> assertThat(found.why()).contains("nothing at this"));
  }

  @Test
  void what_may_not_be_read_is_told_and_the_rest_is_found() throws IOException {
    write("a/SKILL.md", "a");
    write("b/SKILL.md", "b");
    Path file = write("a/closed.txt", "c");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "everything is readable to this user");
    List<Found> found = find(root);
    assertThat(found.getFirst()).isInstanceOf(Found.Unreadable.class);
    assertThat(found.getLast()).isInstanceOf(Found.Source.class);
  }

  @Test
  void too_many_files_are_told_and_nested_packages_are_found_all_the_same() throws IOException {
    write("x/SKILL.md", "x");
    write("x/z/SKILL.md", "z");
    Path heap = Files.createDirectory(root.resolve("x/heap"));
    for (int i = 0; i < PackageReader.FILES_MAX; i++) {
      Files.createFile(heap.resolve("f" + i));
    }
    List<Found> found = find(root);
    assertThat(found).hasSize(2);
    assertThat(((Found.Unreadable) found.getFirst()).why()).contains("more than 10000 files");
    assertThat(((Found.Source) found.getLast()).source().name()).isEqualTo("z");
  }

  @Test
  void bytes_from_elsewhere_make_a_source_too() {
    assertThat(Sources.ofStream("-", new byte[] {1}).primary()).isEqualTo("-");
  }

  private Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static List<Found> find(Path argument) {
    var found = new ArrayList<Found>();
    Sources.find(argument, found::add);
    return found;
  }

  private List<String> paths() {
    return find(root).stream()
        .map(found -> root.relativize(found.path()).toString().replace('\\', '/'))
        .toList();
  }

  private List<SkillSource> sources() {
    return find(root).stream().map(found -> ((Found.Source) found).source()).toList();
  }

  private static List<String> names(SkillSource source) {
    return source.files().stream().map(SkillFile::name).toList();
  }
}
