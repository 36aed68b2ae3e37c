package io.skillmill.parsers.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;

/** Compiles a stranger's classes and packs them into a jar, as a stranger's build would. */
final class JarMaker {

  private static final String SERVICE = "META-INF/services/io.skillmill.parsers.SkillParser";

  private final Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> omitted = new ArrayList<>();
  private final List<String> named = new ArrayList<>();

  /** Jars go into this folder, and what they are made of into folders beside it. */
  JarMaker(Path folder) {
    this.folder = folder;
  }

  /** A parser class of this name; the members replace those of a harmless parser. */
  JarMaker parser(String className, String parserName, String members) {
    return naming(className)
        .source(
            className,
            """
            import io.skillmill.parsers.*;
            import io.skillmill.schema.skill.*;
            import java.util.List;
            public class %s extends %sBase {
              public String name() { return "%s"; }
              %s
            }
            class %sBase implements SkillParser {
              public String name() { return "base"; }
              public String version() { return "1"; }
              public Fit fit(SkillSource source) {
                return source.primary().endsWith(".x") ? Fit.CERTAIN : Fit.NONE;
              }
              public ParseResult parse(SkillSource source, Limits limits) {
                return new ParseResult.Rejected(
                    List.of(Diagnostic.error("said-no", "No; say yes", Place.startOf("x"))));
              }
            }
            """
                .formatted(className, className, parserName, members, className));
  }

  JarMaker source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  /** Names this in the service file, whether it is there or not. */
  JarMaker naming(String className) {
    named.add(className);
    return this;
  }

  /** A class that is compiled against, and then left out of the jar. */
  JarMaker omitting(String className) {
    omitted.add(className + ".class");
    return this;
  }

  JarMaker file(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  Path make(String jarName) {
    Path jar = folder.resolve(jarName);
    if (!named.isEmpty()) {
      file(SERVICE, String.join("\n", named).getBytes(StandardCharsets.UTF_8));
    }
    try {
      compile();
      try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (var file : files.entrySet()) {
          if (!omitted.contains(file.getKey())) {
            out.putNextEntry(new ZipEntry(file.getKey()));
            out.write(file.getValue());
            out.closeEntry();
          }
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile() throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    Path work = Files.createTempDirectory(folder, "work");
    Path classes = work.resolve("classes");
    var command =
        new ArrayList<>(
            List.of(
                "-proc:none", "-d", classes + "", "-cp", System.getProperty("java.class.path")));
    for (var source : sources.entrySet()) {
      command.add(
          Files.writeString(work.resolve(source.getKey() + ".java"), source.getValue()) + "");
    }
    var said = new StringWriter();
    var javac = ToolProvider.findFirst("javac").orElseThrow();
    int exitCode =
        javac.run(new PrintWriter(said), new PrintWriter(said), command.toArray(String[]::new));
    assertThat(exitCode).as(said.toString()).isZero();
    try (var compiled = Files.walk(classes)) {
      for (Path each : compiled.filter(Files::isRegularFile).sorted().toList()) {
        file(classes.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each));
      }
    }
  }
}
