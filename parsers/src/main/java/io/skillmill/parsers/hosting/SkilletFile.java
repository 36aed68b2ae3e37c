package io.skillmill.parsers.hosting;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code Skilletfile.yaml}: a function in Python, with its inputs and outputs. */
final class SkilletFile {

  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "version",
          "description",
          "license",
          "runtime",
          "entry",
          "entry_point",
          "auth",
          "inputs",
          "outputs",
          "author",
          "homepage",
          "category",
          "tags",
          "dependencies");

  private final Page page;
  private final Fields root;

  SkilletFile(Page page) {
    this.page = page;
    this.root = page.fields();
  }

  Optional<SkillDeclaration> read() {
    if (!root.isObject()) {
      return Optional.empty();
    }
    root.allow(KNOWN);
    Optional<String> name = SkillYaml.name(root);
    runtime();
    Optional<Implementation> implementation = implementation();
    var ports = new Ports(page);
    var inputs = ports.inputs(root);
    var outputs = ports.outputs(root);
    var about = about();
    if (name.isEmpty() || implementation.isEmpty() || !page.isSound()) {
      return Optional.empty();
    }
    return Optional.of(
        new SkillDeclaration(
            name.get(),
            about,
            inputs,
            outputs,
            SkillLimits.DEFAULT,
            List.of(),
            Optional.empty(),
            implementation.get()));
  }

  private void runtime() {
    String runtime = root.text("runtime").orElse("python");
    if (!runtime.startsWith("python")) {
      page.error(
          "runtime-unknown",
          "The runtime %s is none that can run it; write a skill.yaml with its implementation"
              .formatted(Shown.of(runtime)),
          root.at("runtime"));
    }
  }

  private About about() {
    var plain = About.of(root.text("description").orElse(""));
    return new About(
        plain.description(),
        root.text("version").orElse(About.FIRST_VERSION),
        root.text("category").orElse(plain.category()),
        plain.complexity(),
        plain.performance(),
        plain.position(),
        List.of(),
        List.of(),
        root.texts("tags"),
        List.of());
  }

  private Optional<Implementation> implementation() {
    String field = root.has("entry") ? "entry" : "entry_point";
    Optional<String> entry = root.text(field);
    if (entry.isEmpty()) {
      page.error(
          "entry-missing", "It is not said what runs; add entry: module:function", root.located());
      return Optional.empty();
    }
    return python(entry.get(), root.at(field));
  }

  private Optional<Implementation> python(String entry, Located at) {
    int colon = entry.lastIndexOf(':');
    String module = colon < 0 ? "" : entry.substring(0, colon).strip();
    String function = entry.substring(colon + 1).strip();
    if (!isDottedName(module) || !isDottedName(function) || function.indexOf('.') >= 0) {
      page.error(
          "entry-invalid",
          "The entry %s names no function; write module:function".formatted(Shown.of(entry)),
          at);
      return Optional.empty();
    }
    return Optional.of(
        new Implementation(
            Implementation.Kind.PYTHON,
            Json.object().put("file", module.replace('.', '/') + ".py").put("function", function)));
  }

  private static boolean isDottedName(String name) {
    for (String part : name.split("\\.", -1)) {
      if (part.isEmpty() || !part.chars().allMatch(Character::isJavaIdentifierPart)) {
        return false;
      }
    }
    return true;
  }
}
