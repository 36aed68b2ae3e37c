package io.skillmill.parsers.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

  private static final SkillSource SOURCE = SkillSource.single("a.x", new byte[] {1});

  @TempDir private Path folder;
  private final Queue<Problem> heard = new ConcurrentLinkedQueue<>();
  private Plugins plugins = Plugins.load(List.of(), Parsers.of(), heard::add);

  @AfterEach
  void close() {
    plugins.close();
  }

  @Test
  void a_jar_in_the_folder_brings_its_parser() {
    maker().parser("Good", "good", "").make("good.jar");
    load();
    assertThat(plugins.parsers()).extracting(SkillParser::name).containsExactly("good");
    assertThat(problems()).isEmpty();
    assertThat(only().fit(SOURCE)).isEqualTo(Fit.CERTAIN);
    assertThat(only().parse(SOURCE, Limits.DEFAULT)).isInstanceOf(ParseResult.Rejected.class);
    assertThat(Parsers.builtIn().with(plugins.parsers()).best(SOURCE).orElseThrow().name())
        .isEqualTo("good");
  }

  @Test
  void a_plugin_wins_over_ours_where_both_fit_alike() {
    maker().parser("Rival", "rival", fit("return Fit.CERTAIN;")).make("rival.jar");
    load();
    var skill =
        SkillSource.single("SKILL.md", "---\nname: a\n---\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Parsers.builtIn().with(plugins.parsers()).best(skill).orElseThrow().name())
        .isEqualTo("rival");
  }

  @Test
  void jars_are_loaded_in_the_order_of_their_names_and_other_files_left_alone() throws IOException {
    maker().parser("B", "b", "").make("b.jar");
    maker().parser("A", "a", "").make("A.JAR");
    Files.writeString(folder.resolve("README"), "no jar");
    load();
    assertThat(plugins.parsers()).extracting(SkillParser::name).containsExactly("a", "b");
    assertThat(plugins.jars()).hasSize(2);
  }

  @Test
  void what_is_broken_is_listed_with_its_remedy_and_never_stops_the_rest() throws IOException {
    Files.writeString(folder.resolve("a-text.jar"), "this is no zip");
    maker().file("x", new byte[1]).make("b-library.jar");
    maker()
        .file("META-INF/services/io.skillmill.parsers.SkillParser", new byte[0])
        .make("c-nothing.jar");
    maker().naming("Nowhere").make("d-absent.jar");
    maker()
        .parser(
            "Thrower",
            "thrower",
            "public Thrower() { throw new IllegalStateException(\"no mood\"); }")
        .make("e-throws.jar");
    maker().parser("Tall", "tall", "").file("x", new byte[0]).make("f.jar");
    age(folder.resolve("f.jar"), folder.resolve("f-future.jar"));
    maker()
        .parser("Needy", "needy", "Lost lost = new Lost();")
        .source("Lost", "public class Lost {}")
        .omitting("Lost")
        .make("g-missing.jar");
    maker().parser("Loud", "Not A Name", "").make("h-name.jar");
    maker()
        .parser("Bare", "bare", "public String version() { return null; }")
        .make("i-version.jar");
    maker().source("Alien", "public class Alien {}").naming("Alien").make("j-alien.jar");
    maker().parser("Ours", "agent-skill", "").make("k-taken.jar");
    maker().parser("Good", "good", "").make("l-good.jar");
    maker().parser("Again", "good", "").make("m-again.jar");
    maker()
        .parser("Stack", "stack", "static { boom(); } static void boom() { boom(); }")
        .make("n-stack.jar");
    Files.delete(folder.resolve("f.jar"));
    load();
    assertThat(plugins.parsers()).extracting(SkillParser::name).containsExactly("good");
    assertThat(problems())
        .satisfiesExactly(
            a -> assertThat(a).contains("a-text.jar is no jar that can be read", "Copy it there"),
            b -> assertThat(b).contains("b-library.jar names no parser", "Add that file"),
            c -> assertThat(c).contains("c-nothing.jar names no parser", "is empty"),
            d -> assertThat(d).contains("d-absent.jar cannot be loaded", "Nowhere not found"),
            e -> assertThat(e).contains("e-throws.jar cannot be loaded", "no mood"),
            f ->
                assertThat(f)
                    .contains("f-future.jar cannot be loaded", "class file version", "newer Java"),
            g ->
                assertThat(g)
                    .contains("g-missing.jar cannot be loaded", "Lost", "put the libraries"),
            h ->
                assertThat(h).contains("h-name.jar has a parser called 'Not A Name'", "lower-case"),
            i -> assertThat(i).contains("i-version.jar has a parser 'bare' without a version"),
            j -> assertThat(j).contains("j-alien.jar cannot be loaded", "must name public classes"),
            k -> assertThat(k).contains("k-taken.jar has a parser called 'agent-skill'"),
            m -> assertThat(m).contains("m-again.jar has a parser called 'good'", "l-good.jar"),
            n -> assertThat(n).contains("n-stack.jar cannot be loaded", "StackOverflowError"));
  }

  @Test
  void one_broken_parser_of_a_jar_leaves_the_others_of_it() {
    maker().naming("Nowhere").parser("Good", "good", "").naming("NowhereElse").make("mixed.jar");
    load();
    assertThat(plugins.parsers()).extracting(SkillParser::name).containsExactly("good");
    assertThat(problems()).hasSize(2);
  }

  @Test
  void two_jars_may_hold_classes_of_one_name() {
    maker().parser("P", "one", "").source("Same", "class Same {}").make("one.jar");
    maker().parser("P", "two", "").source("Same", "class Same {}").make("two.jar");
    load();
    assertThat(plugins.parsers()).extracting(SkillParser::name).containsExactly("one", "two");
  }

  @Test
  void a_plugin_sees_the_spi_and_no_library_of_ours() {
    maker()
        .parser(
            "Nosy",
            "nosy",
            fit(
                """
                for (String name : List.of("org.commonmark.node.Node", "org.snakeyaml.engine.v2.api.Load",
                    "com.networknt.schema.Schema", "io.skillmill.parsers.markdown.AgentSkillParser")) {
                  try { Class.forName(name); return Fit.POSSIBLE; } catch (ClassNotFoundException e) { }
                }
                return io.skillmill.schema.json.Json.object().isEmpty() ? Fit.CERTAIN : Fit.NONE;
                """))
        .make("nosy.jar");
    load();
    assertThat(only().fit(SOURCE)).isEqualTo(Fit.CERTAIN);
  }

  @Test
  void a_plugin_s_own_copy_of_a_library_of_ours_is_the_one_it_gets() {
    maker()
        .parser(
            "Rich", "rich", fit("return org.commonmark.node.Node.here() ? Fit.CERTAIN : Fit.NONE;"))
        .source(
            "Node",
            "package org.commonmark.node; public class Node { public static boolean here() { return"
                + " true; } }")
        .make("rich.jar");
    load();
    assertThat(only().fit(SOURCE)).isEqualTo(Fit.CERTAIN);
    assertThat(heard).isEmpty();
  }

  @Test
  void the_shared_packages_are_those_the_floors_export() {
    var exported =
        Stream.of(SkillParser.class, Problem.class)
            .flatMap(type -> ModuleFinder.of(location(type)).findAll().stream())
            .flatMap(module -> module.descriptor().exports().stream())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    assertThat(exported).containsAll(SharedClasses.OURS_ALONE);
    exported.removeAll(SharedClasses.OURS_ALONE);
    assertThat(SharedClasses.EXPORTED).isEqualTo(exported);
  }

  @Test
  void a_fit_that_throws_whatever_is_told_once_and_does_not_fit() {
    maker()
        .parser("Bad", "bad", fit("throw new NoClassDefFoundError(\"org/Gone\");"))
        .make("bad.jar");
    load();
    assertThat(only().fit(SOURCE)).isEqualTo(Fit.NONE);
    assertThat(only().fit(SOURCE)).isEqualTo(Fit.NONE);
    assertThat(heard)
        .singleElement()
        .asString()
        .contains("'bad' failed when asked about a.x", "org/Gone");
  }

  @Test
  void a_fit_that_hangs_is_left_behind_and_not_asked_again() {
    maker().parser("Slow", "slow", fit("while (true) { Thread.onSpinWait(); }")).make("slow.jar");
    load();
    assertThat(only().fit(SOURCE)).isEqualTo(Fit.NONE);
    assertThat(only().fit(SOURCE)).isEqualTo(Fit.NONE);
    assertThat(heard).singleElement().asString().contains("took more than 2 s", "not asked again");
  }

  @Test
  void a_fit_that_returns_nothing_does_not_fit() {
    maker().parser("Nil", "nil", fit("return null;")).make("nil.jar");
    load();
    assertThat(only().fit(SOURCE)).isEqualTo(Fit.NONE);
    assertThat(heard).hasSize(1);
  }

  @Test
  void a_result_that_cannot_be_kept_is_the_parsers_fault() {
    maker()
        .parser("Nil", "nil", "public ParseResult parse(SkillSource s, Limits l) { return null; }")
        .make("a.jar");
    maker()
        .parser(
            "Half",
            "half",
            """
            public ParseResult parse(SkillSource s, Limits l) {
              return new ParseResult.Parsed(
                  new Document(io.skillmill.schema.json.Json.object().put("a", "\\ud800")), List.of());
            }
            """)
        .make("b.jar");
    load();
    assertThat(plugins.parsers())
        .hasSize(2)
        .allSatisfy(parser ->
            assertThatThrownBy(() -> parser.parse(SOURCE, Limits.DEFAULT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Tell its author"));
  }

  @Test
  void a_parser_runs_with_its_own_class_loader_around_it() {
    maker()
        .parser(
            "World",
            "world",
            """
            public ParseResult parse(SkillSource s, Limits l) {
              if (Thread.currentThread().getContextClassLoader() != World.class.getClassLoader()) {
                throw new IllegalStateException();
              }
              return super.parse(s, l);
            }
            """)
        .make("world.jar");
    load();
    var before = Thread.currentThread().getContextClassLoader();
    assertThat(only().parse(SOURCE, Limits.DEFAULT)).isInstanceOf(ParseResult.Rejected.class);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void a_folder_that_is_not_there_is_refused_and_a_single_jar_may_be_named() {
    assertThatThrownBy(() -> Plugins.load(List.of(folder.resolve("no")), Parsers.of(), heard::add))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cannot be listed");
    Path jar = maker().parser("Good", "good", "").make("good.jar");
    plugins = Plugins.load(List.of(jar), Parsers.of(), heard::add);
    assertThat(plugins.parsers()).hasSize(1);
  }

  private JarMaker maker() {
    return new JarMaker(folder);
  }

  private static String fit(String body) {
    return "public Fit fit(SkillSource source) { %s }".formatted(body);
  }

  private void load() {
    plugins = Plugins.load(List.of(folder), Parsers.builtIn(), heard::add);
  }

  private SkillParser only() {
    assertThat(problems()).isEmpty();
    return plugins.parsers().getFirst();
  }

  private List<String> problems() {
    return plugins.jars().stream()
        .flatMap(jar -> jar.problems().stream())
        .map(Problem::toString)
        .toList();
  }

  /** The same jar with classes of a Java that is still to come. */
  private static void age(Path from, Path to) throws IOException {
    try (var in = new java.util.jar.JarFile(from.toFile());
        var out = new java.util.jar.JarOutputStream(Files.newOutputStream(to))) {
      for (var entry : in.stream().toList()) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(".class")) {
          bytes[7] = 127;
        }
        out.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
        out.write(bytes);
        out.closeEntry();
      }
    }
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
