package io.skillmill.coordination.skills.generating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.composite.Composite;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.javascript.JavaScriptKind;
import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.skills.scripts.PythonKind;
import io.skillmill.coordination.skills.scripts.Sandbox;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What a model writes is tried, told about, kept as a draft, and called by nobody before that. */
@Timeout(120)
class GeneratorTest {

  private static final List<SkillKind> KINDS =
      List.of(new Composite(), new JavaScriptKind(), new PythonKind(Sandbox.of(System.getenv())));

  private static final String GOOD =
      """
      {'declaration': {'name': 'circle_area', 'description': 'The area of a circle',
         'inputs': {'radius': 'number'}, 'outputs': {'area': 'number'},
         'implementation': {'kind': 'javascript'}},
       'source': 'function circle_area({radius}) {
           const square = call_skill("calculator", {operation: "multiply", a: radius, b: radius});
           return {area: call_skill("calculator", {operation: "multiply", a: 3, b: square.result}).result};
         }',
       'examples': [{'input': {'radius': 2}, 'output': {'area': 12}}]}\
      """;

  @TempDir Path directory;
  private LocalSkillStore store;
  private Registrar registrar;
  private Drafts drafts;

  @BeforeEach
  void open() {
    store = LocalSkillStore.open(directory.resolve("store.db").toString());
    var config = write("skills:\n  - {name: calculator, path: \"builtin:calculator\"}\n");
    var plan = Plan.config(config).builtins(BundledSkills.on(store.database()).skills());
    registrar = Registrar.open(store.database(), plan, KINDS);
    drafts = Drafts.on(store.database());
  }

  @AfterEach
  void close() {
    registrar.close();
    store.close();
  }

  private Path write(String config) {
    try {
      return Files.writeString(directory.resolve("runtime-config.yaml"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it is written in a test: single quotes for double ones, which become single ones. */
  private static String json(String text) {
    return text.replace("\"", "\\'").replace('\'', '"').replace("\\\"", "'").replace("\n", " ");
  }

  /** Writes one after the other, and the last again and again. */
  private Generated generated(SkillWish wish, List<String> answers, AtomicInteger asked) {
    try (var scripted =
            ScriptedModel.open(_ ->
                ScriptedModel.says(
                    json(answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1)))));
        var model = ChatModel.at(scripted.address())) {
      return Generator.of(model, registrar, drafts).generate(wish, "tester");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Generated generated(String... answers) {
    return generated(wish("The area of a circle"), List.of(answers), new AtomicInteger());
  }

  private static SkillWish wish(String description) {
    return SkillWish.of(description, Optional.empty(), Optional.empty());
  }

  private RunAnswer run(String skill, String input) {
    return registrar
        .hosting()
        .engine()
        .run(RunRequest.of(skill, (ObjectNode) Json.readOurs(json(input))));
  }

  @Test
  void what_does_as_it_should_is_kept_and_called_once_it_is_approved() {
    var kept = (Generated.Kept) generated("```json\n" + GOOD + "\n```");

    assertThat(kept.name()).isEqualTo("circle_area");
    assertThat(kept.usage().total()).isPositive();
    assertThat(run("circle_area", "{'radius':2}")).isInstanceOf(RunAnswer.Failed.class);
    assertThat(registrar.hosting().snapshot().at("circle_area")).isEmpty();
    var draft = drafts.find(kept.draft()).orElseThrow();
    assertThat(draft.decision().state()).isEqualTo(Drafts.DRAFT);
    assertThat(draft.making().by()).isEqualTo("tester");
    assertThat(draft.making().model()).isEqualTo("scripted");
    assertThat(draft.text().transcript()).contains("The area of a circle", "circle_area");

    assertThat(drafts.approve(kept.draft(), registrar, "boss"))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(run("circle_area", "{'radius':2}"))
        .isInstanceOfSatisfying(
            RunAnswer.Done.class,
            done -> assertThat(done.output().path("area").asInt()).isEqualTo(12));
    var decision = drafts.find(kept.draft()).orElseThrow().decision();
    assertThat(decision.state()).isEqualTo(Drafts.APPROVED);
    assertThat(decision.by()).contains("boss");
    assertThat(decision.revision()).contains(1L);
    assertThat(drafts.approve(kept.draft(), registrar, "boss").toString()).contains("already");
    assertThat(drafts.reject(kept.draft(), "boss")).isFalse();
  }

  /** An answer that is not to be kept, and a part of what is to be said against it. */
  private record Wrong(String answer, String flaw) {}

  @Test
  void none_that_is_wrong_is_ever_kept() {
    var wrong =
        List.of(
            // not the contract
            new Wrong("Here you are: function circle_area() {}", "not JSON: line 1"),
            new Wrong("[1]", "JSON, and no object"),
            new Wrong(GOOD.replace("'examples'", "'samples'"), "no examples"),
            new Wrong(GOOD.replace("'javascript'", "'process'"), "of the kind 'process'"),
            // no schema
            new Wrong(
                GOOD.replace("{'radius': 'number'}", "{'type': 'object', 'properties': 7}"),
                "'properties' are no object"),
            new Wrong(
                GOOD.replace("'circle_area', ", "'circle area', "), "The name \"circle area\""),
            new Wrong(
                GOOD.replace(
                    "{'radius': 'number'}",
                    "{'type': 'object', 'properties': {'radius': {'type': 'nombre'}}}"),
                "The inputs are no JSON Schema"),
            // does not load
            new Wrong(GOOD.replace("{radius}) {", "{radius) {"), "SyntaxError"),
            new Wrong(
                GOOD.replace("function circle_area", "function other_a; function other_b"),
                "SyntaxError"),
            // does not do what it says
            new Wrong(GOOD.replace("'area': 12", "'area': 13"), "and not {\"area\":13}"),
            new Wrong(
                GOOD.replace("{area: call_skill", "{surface: call_skill")
                    .replace(", 'output': {'area': 12}", ""),
                "'area'"),
            new Wrong(
                GOOD.replace("{'area': 'number'}", "{'area': 'string'}")
                    .replace(", 'output': {'area': 12}", ""),
                "found, string expected"),
            new Wrong(
                GOOD.replace("{'radius': 2}", "{'radius': 'two'}"),
                "string found, number expected"),
            new Wrong(
                GOOD.replace("const square", "while (true) {} const square")
                    .replace(
                        "'implementation'", "'limits': {'timeout': '300ms'}, 'implementation'"),
                "took longer than it may"),
            // calls what is not there, or itself
            new Wrong(GOOD.replace("\"calculator\"", "\"abacus\""), "abacus"),
            new Wrong(
                GOOD.replace("\"calculator\"", "\"circle_area\""),
                "in a circle: circle_area -> circle_area"),
            new Wrong(GOOD.replace("'circle_area', ", "'calculator', "), "'calculator'"));
    var seen = new SoftAssertions();
    for (Wrong each : wrong) {
      var asked = new AtomicInteger();
      var came = generated(wish("The area of a circle"), List.of(each.answer()), asked);
      assertThat(came).as(each.answer()).isInstanceOf(Generated.Unfit.class);
      seen.assertThat(((Generated.Unfit) came).flaws())
          .as(each.answer())
          .hasSize(Generator.ATTEMPTS_MAX)
          .allSatisfy(
              flaw -> assertThat(flaw).contains(each.flaw()).doesNotContain(directory.toString()));
      assertThat(asked).hasValue(Generator.ATTEMPTS_MAX);
    }
    seen.assertAll();
    assertThat(drafts.list()).isEmpty();
    assertThat(registrar.hosting().snapshot().mounted()).hasSize(1);
  }

  @Test
  void the_model_is_told_what_was_wrong_and_may_do_better() {
    var asked = new AtomicInteger();
    var came =
        generated(
            wish("The area of a circle"),
            List.of(GOOD.replace("'area': 12", "'area': 13"), "no", GOOD),
            asked);
    var draft = drafts.find(((Generated.Kept) came).draft()).orElseThrow();
    assertThat(draft.text().transcript())
        .contains("Example 1 does not go well: it gives ", "12}, and not ", "13}", "not JSON");
    assertThat(asked).hasValue(3);
  }

  @Test
  void words_that_are_not_a_persons_lead_to_nothing_that_could_reach_the_machine() {
    var touched = directory.resolve("touched");
    String python =
        GOOD.replace("'javascript'", "'python'")
            .replace(
                "function circle_area({radius}) {",
                "open(\"%s\", \"w\")\\ndef circle_area(radius):".formatted(touched));
    var came =
        generated(wish("The area of a circle").confined(), List.of(python), new AtomicInteger());
    assertThat(((Generated.Unfit) came).flaws())
        .allSatisfy(flaw -> assertThat(flaw).contains("to be of the kind composite or javascript"));
    assertThat(touched).doesNotExist();
    assertThat(
            generated(wish("The area of a circle").confined(), List.of(GOOD), new AtomicInteger()))
        .isInstanceOf(Generated.Kept.class);
  }

  @Test
  void a_number_may_be_written_in_another_way_when_it_is_drafted_and_when_it_is_approved() {
    var kept = (Generated.Kept) generated(GOOD.replace("'area': 12", "'area': 12.0"));
    assertThat(drafts.approve(kept.draft(), registrar, "boss"))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void a_number_beyond_all_numbers_and_too_many_examples_are_told_to_the_model() {
    var asked = new AtomicInteger();
    String example = "{'input': {'radius': 2}, 'output': {'area': 12}}";
    var many = GOOD.replace(example, String.join(", ", Collections.nCopies(6, example)));
    assertThat(many).isNotEqualTo(GOOD);
    var huge = GOOD.replace("'area': 12", "'area': 1e400");
    var came = generated(wish("The area of a circle"), List.of(many, huge, GOOD), asked);
    var draft = drafts.find(((Generated.Kept) came).draft()).orElseThrow();
    assertThat(draft.text().transcript()).contains("6 examples, and 5 are tried", "and not ");
  }

  @Test
  void the_model_knows_which_skills_there_are() throws InterruptedException {
    var _ =
        write(
            """
            skills:
              - {name: calculator, path: "builtin:calculator"}
              - {name: kept, path: "builtin:time", tool: false}
            """);
    registrar.hosting().reload();
    try (var scripted = ScriptedModel.open(_ -> ScriptedModel.says("no"));
        var model = ChatModel.at(scripted.address())) {
      var inputs = Json.readOurs(json("{'side':'number'}"));
      Generator.of(model, registrar, drafts)
          .generate(wish("Anything").taking(Optional.of(inputs)), "tester");
      assertThat(scripted.asked().getFirst().path("messages").path(1).path("content").asString())
          .isEqualTo("Write this skill: Anything\nIt takes these inputs: {\"side\":\"number\"}");
      var first = scripted.asked().getFirst().path("messages").path(0).path("content").asString();
      assertThat(first).doesNotContain("\"kept\"");
      assertThat(first).contains("\"name\":\"calculator\"", "operation", "call it instead");
      assertThat(scripted.asked().getFirst().path("response_format").path("type").asString())
          .isEqualTo("json_object");
    }
  }

  @Test
  void a_model_that_will_not_be_told_to_write_json_writes_a_skill_all_the_same()
      throws InterruptedException {
    try (var scripted = ScriptedModel.open(GeneratorTest::inItsOwnForm);
        var model = ChatModel.at(scripted.address())) {
      var generator = Generator.of(model, registrar, drafts);
      assertThat(generator.generate(wish("The area of a circle"), "tester"))
          .isInstanceOf(Generated.Kept.class);
      assertThat(scripted.asked().stream().map(asked -> asked.has("response_format")))
          .containsExactly(true, false);
    }
  }

  private static ChatAnswer inItsOwnForm(ChatQuestion question) {
    if (question.json()) {
      throw new IllegalArgumentException("'response_format' is not supported by this model");
    }
    return ScriptedModel.says("```json\n" + json(GOOD) + "\n```");
  }

  @Test
  void composites_and_python_are_written_too_and_named_as_wished() {
    var twice =
        """
        {'declaration': {'name': 'any', 'description': 'Twice', 'inputs': {'x': 'number'},
           'implementation': {'kind': 'composite',
             'steps': [{'id': 'sum', 'call': 'calculator',
                        'with': {'operation': 'add', 'a': '${inputs.x}', 'b': '${inputs.x}'}}],
             'return': {'result': '${steps.sum.result.result}'}}},
         'examples': [{'input': {'x': 4}, 'output': {'result': 8}}]}\
        """;
    var wish = SkillWish.of("Twice a number", Optional.of("twice"), Optional.of("composite"));
    var kept = (Generated.Kept) generated(wish, List.of(twice), new AtomicInteger());
    assertThat(kept.name()).isEqualTo("twice");
    assertThat(drafts.reject(kept.draft(), "boss")).isTrue();
    assertThat(drafts.approve(kept.draft(), registrar, "boss").toString()).contains("rejected");
    assertThat(run("twice", "{'x':1}")).isInstanceOf(RunAnswer.Failed.class);
    assertThat(
            generated(
                SkillWish.of("Twice", Optional.empty(), Optional.of("python")),
                List.of(twice),
                new AtomicInteger()))
        .as("another kind than was asked for")
        .isInstanceOf(Generated.Unfit.class);
  }

  @Test
  void a_draft_that_would_not_run_any_more_stays_a_draft() {
    var kept = (Generated.Kept) generated(GOOD);
    write("skills: []\n");
    registrar.hosting().reload();

    assertThat(drafts.approve(kept.draft(), registrar, "boss")).isInstanceOf(Outcome.Refused.class);
    assertThat(drafts.find(kept.draft()).orElseThrow().decision().state()).isEqualTo(Drafts.DRAFT);
  }

  @Test
  void secrets_are_not_kept() {
    var secret = "AKIA" + "Q3EGRTYUIOPLKJHG";
    var kept =
        (Generated.Kept)
            generated(
                wish("Use the key " + secret + " somewhere"), List.of(GOOD), new AtomicInteger());
    var text = drafts.find(kept.draft()).orElseThrow().text();
    assertThat(text.transcript() + text.wished()).doesNotContain(secret);
  }

  @Test
  void a_wish_that_is_none_is_refused() {
    assertThatThrownBy(() -> wish(" ")).hasMessageContaining("not said what");
    var word = Optional.of(Json.readOurs("\"radius\""));
    assertThatThrownBy(() -> wish("x").taking(word)).hasMessageContaining("no list and no object");
    assertThatThrownBy(() -> SkillWish.of("x", Optional.of("a b"), Optional.empty()))
        .hasMessageContaining("cannot be called");
    for (var kind : List.of("java", "process", "cobol")) {
      assertThatThrownBy(() -> SkillWish.of("x", Optional.empty(), Optional.of(kind)))
          .hasMessageContaining(kind);
    }
  }
}
