package io.skillmill.parsers.decompose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkillIdTest {

  @Test
  void names_are_spelled_in_letters_and_underscores() {
    assertThat(SkillId.ofSkill("commit-message")).isEqualTo("claude__skill__commit_message");
    assertThat(SkillId.ofSkill("java-8")).isEqualTo("claude__skill__java___eight");
  }

  @Test
  void different_names_have_different_ids() {
    List<String> names =
        List.of(
            "java-8",
            "java8",
            "java-eight",
            "java--eight",
            "java-11",
            "java-1-1",
            "Java-8",
            "java_8",
            "java 8",
            "-java-8",
            "java-8-",
            "",
            "-",
            "--",
            "技能",
            "技術",
            "a",
            "A",
            "é",
            "è",
            "a__one",
            "a1",
            "x".repeat(300));
    List<String> ids = names.stream().map(SkillId::ofSkill).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> id.matches("claude__[a-z_]+__[a-z_]+"));

    List<String> tools = names.stream().map(name -> SkillId.ofTool("tool", name)).toList();
    assertThat(tools).doesNotHaveDuplicates();
    assertThat(tools).allMatch(id -> id.matches("mcp__[a-z_]+__[a-z_]+"));
  }

  @Test
  void tools_keep_their_underscores() {
    assertThat(SkillId.ofTool("tool", "get_weather")).isEqualTo("mcp__tool__get_weather");
    assertThat(SkillId.ofTool("tool", "get-weather")).startsWith("mcp__tool__get_weather____");
    assertThat(SkillId.ofClient("plugin", "web-search")).isEqualTo("claude__plugin__web_search");
  }
}
