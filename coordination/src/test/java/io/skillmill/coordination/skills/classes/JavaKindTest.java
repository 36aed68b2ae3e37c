package io.skillmill.coordination.skills.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Classes become skills, from the class path and from jars. */
@Timeout(60)
class JavaKindTest {

  private static final String GREETING =
      """
      package stranger;
      import io.skillmill.coordination.skills.*;
      import tools.jackson.databind.JsonNode;
      import tools.jackson.databind.node.ObjectNode;
      public final class Greeting implements SkillCode {
        @Override public JsonNode run(ObjectNode input, SkillContext context) {
          String loader = Thread.currentThread().getContextClassLoader().getName();
          return input.put("text", "Hello " + input.path("who").asString()).put("loader", loader);
        }
      }
      """;

  @TempDir Path home;

  private static SkillDeclaration declaration(String settings) {
    return new SkillDeclaration(
        "greet",
        About.of("Greets"),
        Json.object(),
        Json.object(),
        SkillLimits.DEFAULT,
        List.of(),
        Optional.empty(),
        new Implementation(
            Implementation.Kind.JAVA,
            (tools.jackson.databind.node.ObjectNode) Json.readOurs(settings.replace('\'', '"'))));
  }

  private void jar(String name) throws IOException {
    Path source = Files.writeString(home.resolve("Greeting.java"), GREETING);
    var compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            home.resolve("made").toString(),
            source.toString());
    assertThat(failed).isZero();
    Path jar = home.resolve(name);
    Files.createDirectories(jar.getParent());
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("stranger/Greeting.class"));
      out.write(Files.readAllBytes(home.resolve("made/stranger/Greeting.class")));
    }
  }

  private String answer(String settings) {
    var declaration = declaration(settings);
    try (var engine =
        SkillEngine.of(
            SkillSet.of(
                List.of(HostedSkill.of(declaration, new JavaKind().load(declaration, home)))))) {
      var answer = engine.run(RunRequest.of("greet", Json.object().put("who", "Ada")));
      assertThat(answer).isInstanceOf(RunAnswer.Done.class);
      return Json.write(((RunAnswer.Done) answer).output());
    }
  }

  @Test
  void a_class_of_a_jar_beside_the_declaration_in_lib_or_named() throws IOException {
    jar("lib/greeting.jar");
    String expected = "{\"who\":\"Ada\",\"text\":\"Hello Ada\",\"loader\":\"skill\"}";
    assertThat(answer("{'class':'stranger.Greeting'}")).isEqualTo(expected);
    assertThat(answer("{'class':'stranger.Greeting','jar':'lib/greeting.jar'}"))
        .isEqualTo(expected);
    assertThat(answer("{'class':'stranger.Greeting','jar':['lib/greeting.jar']}"))
        .isEqualTo(expected);
  }

  /** Answers with what it is given. */
  public static final class OfClassPath implements SkillCode {
    @Override
    public tools.jackson.databind.JsonNode run(
        tools.jackson.databind.node.ObjectNode input,
        io.skillmill.coordination.skills.SkillContext context) {
      return input;
    }
  }

  /** Throws when it is made. */
  public static final class Explosive implements SkillCode {
    public Explosive() {
      throw new IllegalStateException("boom");
    }

    @Override
    public tools.jackson.databind.JsonNode run(
        tools.jackson.databind.node.ObjectNode input,
        io.skillmill.coordination.skills.SkillContext context) {
      return input;
    }
  }

  @Test
  void a_class_of_the_class_path() {
    assertThat(answer("{'class':'%s'}".formatted(OfClassPath.class.getName())))
        .isEqualTo("{\"who\":\"Ada\"}");
  }

  @Test
  void what_cannot_be_made_is_a_problem_that_says_why() throws IOException {
    Files.writeString(home.resolve("bad.jar"), "no jar");
    for (var wrong :
        List.of(
            List.of("{}", "names no class"),
            List.of("{'class':'not.There'}", "There is no class not.There"),
            List.of("{'class':'java.lang.String','jar':'bad.jar'}", "is no skill"),
            List.of("{'class':'a.B','jar':'gone.jar'}", "there is none"),
            List.of("{'class':'%s'}".formatted(Explosive.class.getName()), "boom"))) {
      assertThatThrownBy(() -> new JavaKind().load(declaration(wrong.getFirst()), home))
          .as(wrong.getFirst())
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(wrong.getLast());
    }
  }

  @Test
  void a_jar_does_not_see_what_the_program_is_made_of() throws IOException {
    jar("greeting.jar");
    try (var loader = Jars.loader(List.of(home.resolve("greeting.jar")))) {
      assertThatThrownBy(() -> loader.loadClass("com.networknt.schema.Schema"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> loader.loadClass("io.skillmill.db.Database"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }
}
