package io.skillmill.examples;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java source as the compiler reads it, before it looks anything up.
 *
 * @param name where it lies, from the root of the clone
 * @param text what it says
 * @param tree how the compiler understands it
 */
record Source(String name, String text, CompilationUnitTree tree) {

  /** The sources of the clone. */
  static List<Source> ofClone() {
    return parse(
        Clone.javaFiles().stream()
            .map(file -> Map.entry(Clone.name(file), Clone.read(file)))
            .toList());
  }

  /** A made-up source, to show that a rule bites. */
  static Source fake(String name, String text) {
    return parse(List.of(Map.entry(name, text))).getFirst();
  }

  boolean isMain() {
    return name.contains("/src/main/");
  }

  boolean isTest() {
    return name.contains("/src/test/");
  }

  String packageName() {
    return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
  }

  String fileName() {
    return Path.of(name).getFileName().toString();
  }

  int lines() {
    return Math.toIntExact(text.lines().count());
  }

  private static List<Source> parse(List<Map.Entry<String, String>> files) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var units = new LinkedHashMap<URI, InMemory>();
    files.stream().map(InMemory::new).forEach(unit -> units.put(unit.toUri(), unit));
    var task =
        (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, units.values());
    var sources = new ArrayList<Source>();
    try {
      for (var tree : task.parse()) {
        var unit = Objects.requireNonNull(units.get(tree.getSourceFile().toUri()));
        sources.add(new Source(unit.file.getKey(), unit.file.getValue(), tree));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(sources);
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final Map.Entry<String, String> file;

    InMemory(Map.Entry<String, String> file) {
      super(URI.create("string:///" + file.getKey()), JavaFileObject.Kind.SOURCE);
      this.file = file;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return file.getValue();
    }
  }
}
