package com.example.ini;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class IniParserTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new IniParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file("[skill]\nname = tea\n[steps]\n1 = Boil the water\n[rules]\nhot = the water boils\n"),
        file("[steps]\n1 = Boil the water\n"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(file("[skill]\n"), file("tea\n"));
  }

  @Test
  void each_part_of_the_example_comes_out() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("skills/deploy.ini"));
    var result = new IniParser().parse(SkillSource.single("deploy.ini", bytes), Limits.DEFAULT);
    var document = ((ParseResult.Parsed) result).document();
    assertThat(document.skillName()).isEqualTo("deploy-service");
    var parts = document.json().path("decomposition");
    assertThat(parts.path("actions").size()).isEqualTo(3);
    assertThat(parts.path("rules").size()).isEqualTo(2);
    assertThat(parts.path("directives").size()).isEqualTo(1);
    var location = parts.path("actions").path(0).path("provenance").path("location");
    assertThat(location.path("line_start").asInt()).isEqualTo(9);
    assertThat(result.diagnostics()).isEmpty();
  }

  private static SkillSource file(String text) {
    return SkillSource.single("tea.ini", text.getBytes(StandardCharsets.UTF_8));
  }
}
