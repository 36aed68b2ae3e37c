package io.skillmill.cli.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkillQuestionTest {

  private record Skill(String name, Sayings sayings) {}

  private static final List<Skill> SKILLS =
      List.of(
          skill("fetch", "web", "Fetches the pages of a site", "What does this page say?", "web"),
          skill("memory", "memory", "Keeps a graph of facts", "Remember that I like tea", "graph"),
          skill("time", "utility", "Tells the current time", "What time is it in Tokyo?", "clock"));

  private static Skill skill(
      String name, String category, String description, String example, String tag) {
    return new Skill(
        name,
        new Sayings(category, "simple", List.of(tag), List.of(name, description, example, tag)));
  }

  private static List<String> found(String text, String category, String complexity, String tags) {
    return SkillQuestion.of(text, category, complexity, tags)
        .ranked(SKILLS, Skill::sayings)
        .stream()
        .map(Skill::name)
        .toList();
  }

  @Test
  void a_whole_sentence_finds_the_skill_that_is_meant() {
    assertThat(found("Can you tell me the time in Berlin, please?", "", "", ""))
        .containsExactly("time");
    assertThat(found("what is on the page at example.org", "", "", "")).containsExactly("fetch");
    assertThat(found("Which facts did I ask you to remember?", "", "", ""))
        .containsExactly("memory");
  }

  @Test
  void words_that_are_in_every_sentence_find_nothing() {
    assertThat(found("What is this?", "", "", "")).isEmpty();
    assertThat(found("?", "", "", "")).containsExactly("fetch", "time");
  }

  @Test
  void who_has_more_of_the_words_comes_first() {
    assertThat(found("time facts graph", "", "", "")).containsExactly("memory", "time");
    assertThat(found("CURRENT TIME", "", "", "")).first().isEqualTo("time");
  }

  @Test
  void all_that_is_asked_for_must_hold_and_one_tag_is_enough() {
    assertThat(found("", "", "", "")).hasSize(3);
    assertThat(found("", "UTILITY", "", "")).containsExactly("time");
    assertThat(found("", "", "Simple", "graph, clock")).containsExactly("memory", "time");
    assertThat(found("time", "memory", "", "")).isEmpty();
    assertThat(found("", "", "advanced", "")).isEmpty();
  }

  @Test
  void it_says_how_it_was_understood() {
    var tree = SkillQuestion.of(" tea ", "a", "b", "Z,,y").tree();
    assertThat(tree.toString())
        .isEqualTo("{\"text\":\"tea\",\"category\":\"a\",\"complexity\":\"b\",\"tags\":\"y,z\"}");
    assertThat(SkillQuestion.of(" ", "", "", ",").isEmpty()).isTrue();
  }
}
