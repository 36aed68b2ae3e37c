package io.skillmill.coordination.skills.classes;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;

/**
 * Skills that are classes: {@code java: {class: com.acme.Greeting}}. The class implements {@link
 * SkillCode} and has a public constructor without parameters. It is looked for on the class path,
 * and else in the jars that {@code jar:} names, or that lie beside the declaration and in its
 * {@code lib}. Such jars have a class loader of their own, closed with the skill.
 *
 * <p>A class is trusted like the program itself: nothing keeps it from files or the network, from
 * threads of its own, all of the memory, or the end of the program.
 */
public final class JavaKind implements SkillKind {

  @Override
  public Implementation.Kind kind() {
    return Implementation.Kind.JAVA;
  }

  @Override
  public SkillCode load(SkillDeclaration declaration, Path home) {
    String name = declaration.implementation().settings().path("class").asString("").strip();
    if (name.isEmpty()) {
      throw Problem.usage(
              "The skill '%s' names no class".formatted(declaration.name()),
              "Write implementation: {java: {class: com.acme.Greeting}}")
          .asException();
    }
    List<Path> jars = Jars.of(declaration, home);
    if (!declaration.implementation().settings().has("jar")) {
      var own = JavaKind.class.getClassLoader();
      if (jars.isEmpty() || has(own, name)) {
        return made(own, name);
      }
    }
    return ofJars(jars, name);
  }

  private static boolean has(ClassLoader loader, String name) {
    return loader.getResource(name.replace('.', '/') + ".class") != null;
  }

  private static SkillCode ofJars(List<Path> jars, String name) {
    var loader = Jars.loader(jars);
    boolean loaded = false;
    try {
      var code = new CodeOfJars(made(loader, name), loader);
      loaded = true;
      return code;
    } finally {
      if (!loaded) {
        CodeOfJars.close(loader);
      }
    }
  }

  private static SkillCode made(ClassLoader loader, String name) {
    try {
      Object made = Class.forName(name, true, loader).getConstructor().newInstance();
      if (made instanceof SkillCode code) {
        return code;
      }
      throw Problem.usage(
              "The class %s is no skill".formatted(name),
              "Let it implement " + SkillCode.class.getName())
          .asException();
    } catch (ClassNotFoundException e) {
      throw Problem.usage(
              "There is no class " + name,
              "Correct the name, or put the jar that has it beside the declaration")
          .causedBy(e);
    } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
      throw Problem.usage(
              "The class %s cannot be made".formatted(name),
              "Make it public, not abstract, with a public constructor without parameters")
          .causedBy(e);
    } catch (InvocationTargetException e) {
      throw broken(name, e.getCause() == null ? e : e.getCause());
    } catch (LinkageError e) {
      throw broken(name, e);
    }
  }

  private static RuntimeException broken(String name, Throwable why) {
    return Problem.usage(
            "The class %s cannot be made, for it threw %s".formatted(name, why),
            "Mend it, or add what it needs to its jars")
        .causedBy(why);
  }
}
