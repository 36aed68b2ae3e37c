package io.skillmill.coordination.skills.instructions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.parsers.hosting.Declarations;
import io.skillmill.parsers.hosting.Declared;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A SKILL.md is served with the files beside it, and none else. */
@Timeout(60)
class InstructionsKindTest {

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void skill() throws IOException {
    home = Files.createDirectories(folder.resolve("pdf"));
    Files.createDirectories(home.resolve("scripts"));
    Files.writeString(
        home.resolve("SKILL.md"), "---\nname: pdf\ndescription: Fills forms\n---\nDo it.\n");
    Files.writeString(home.resolve("scripts/fill.py"), "print('hi')\n");
    Files.write(home.resolve("logo.bin"), new byte[] {(byte) 0xFF, 0});
    Files.writeString(home.resolve(".env"), "SECRET=1");
    Files.writeString(folder.resolve("outside.txt"), "secret");
    Files.createSymbolicLink(home.resolve("link.txt"), folder.resolve("outside.txt"));
  }

  private RunAnswer ask(String input) {
    var declaration = ((Declared.Sound) Declarations.of(home)).declaration();
    try (var engine =
        SkillEngine.of(SkillSet.of(List.of(HostedSkill.of(declaration, code(declaration)))))) {
      return engine.run(
          RunRequest.of(
              "pdf",
              (tools.jackson.databind.node.ObjectNode) Json.readOurs(input.replace('\'', '"'))));
    }
  }

  private io.skillmill.coordination.skills.SkillCode code(SkillDeclaration declaration) {
    return new InstructionsKind().load(declaration, home);
  }

  private String done(String input) {
    return Json.write(((RunAnswer.Done) ask(input)).output()).replace('"', '\'');
  }

  @Test
  void its_text_and_its_files_are_told() {
    assertThat(done("{}"))
        .isEqualTo(
            "{'name':'pdf','description':'Fills forms','instructions':'Do"
                + " it.','resources':[{'path':'logo.bin','bytes':2},{'path':'scripts/fill.py','bytes':12}]}");
  }

  @Test
  void one_file_is_answered_as_text_or_else_as_base64() {
    assertThat(done("{'resource':'scripts/fill.py'}"))
        .isEqualTo("{'path':'scripts/fill.py','bytes':12,'text':'print('hi')\\n'}");
    assertThat(done("{'resource':'logo.bin'}"))
        .isEqualTo("{'path':'logo.bin','bytes':2,'base64':'/wA='}");
  }

  @Test
  void nothing_outside_and_nothing_hidden_is_ever_given_out() {
    for (String path :
        List.of(
            "../outside.txt",
            "scripts/../../outside.txt",
            folder.resolve("outside.txt").toString(),
            "link.txt",
            ".env",
            "scripts",
            "",
            "gone.txt",
            "a\\u0000b")) {
      var answer = ask("{'resource':'" + path + "'}");
      assertThat(answer).as(path).isInstanceOf(RunAnswer.Failed.class);
      assertThat(((RunAnswer.Failed) answer).failure().kind())
          .as(path)
          .isEqualTo(RunFailure.Kind.REFUSED);
    }
  }

  @Test
  void a_file_that_is_too_large_is_refused_by_name() throws IOException {
    Files.write(home.resolve("large.txt"), new byte[Resources.BYTES_MAX + 1]);
    assertThat(((RunAnswer.Failed) ask("{'resource':'large.txt'}")).failure().message())
        .contains("large.txt", String.valueOf(Resources.BYTES_MAX));
  }

  @Test
  void another_text_can_be_named_and_none_outside() throws IOException {
    Files.delete(home.resolve("SKILL.md"));
    Files.writeString(home.resolve("guide.md"), "Guide");
    String declared = "name: pdf\nimplementation: {instructions: %s}\n";
    Files.writeString(home.resolve("skill.yaml"), declared.formatted("guide.md"));
    assertThat(done("{}")).contains("'instructions':'Guide'");
    for (String wrong : List.of("../outside.txt", "link.txt", "gone.md")) {
      Files.writeString(home.resolve("skill.yaml"), declared.formatted(wrong));
      var declaration = ((Declared.Sound) Declarations.of(home)).declaration();
      assertThatThrownBy(() -> code(declaration)).isInstanceOf(ProblemException.class);
    }
  }
}
