package io.skillmill.coordination.skills.javascript;

import static io.skillmill.coordination.skills.javascript.InJavaScript.HOME;
import static io.skillmill.coordination.skills.javascript.InJavaScript.KIND;
import static io.skillmill.coordination.skills.javascript.InJavaScript.declaration;
import static io.skillmill.coordination.skills.javascript.InJavaScript.done;
import static io.skillmill.coordination.skills.javascript.InJavaScript.engine;
import static io.skillmill.coordination.skills.javascript.InJavaScript.failed;
import static io.skillmill.coordination.skills.javascript.InJavaScript.json;
import static io.skillmill.coordination.skills.javascript.InJavaScript.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Skills in JavaScript that mean well. */
@Timeout(120)
class JavaScriptSkillTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export default function (input) { return {twice: input.x * 2}; }",
        "export default ({x}) => ({twice: x * 2})",
        "export default async ({x}) => ({twice: (await Promise.resolve(x)) * 2})",
        "export function to_double({x}) { return {twice: x * 2}; }\nexport const other = () => 1",
        "export const anything = ({x}) => ({twice: x * 2})",
        "const two = await Promise.resolve(2); export default ({x}) => ({twice: x * two})",
        "function to_double({x}) { return {twice: x * 2}; } function other() {}",
        "const toDouble = ({x}) => ({twice: x * 2}); const other = () => 1;",
        "async function to_double({x}) { return {twice: x * 2}; }",
        "function whatever({x}) { return {twice: x * 2}; }",
        "module.exports = ({x}) => ({twice: x * 2})",
        "exports.to_double = function ({x}) { return {twice: x * 2}; }; exports.other = () => 1",
        "module.exports = { default: ({x}) => ({twice: x * 2}), other: () => 1 }",
        "#!/usr/bin/env node\nfactor = 2\nfunction to_double({x}) { return {twice: x * factor}; }",
        "var to_double = function ({x}) { return {twice: x * 2}; } // as it was long ago",
      })
  void the_function_is_found_as_people_write_it(String source) {
    try (var engine = engine(skill("to-double", source))) {
      assertThat(done(engine, "to-double", "{'x':21}")).isEqualTo(json("{'twice':42}"));
    }
  }

  @Test
  void a_file_beside_the_declaration_is_read(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve("a.mjs"), "export const a = () => 1, b = () => 2;");
    Files.writeString(home.resolve("b.js"), "function a() { return 3 } function b() { return 4 }");
    for (String asked : new String[] {"a.mjs a 1", "a.mjs b 2", "b.js a 3", "b.js b 4"}) {
      String[] words = asked.split(" ", -1);
      String settings = "{'file':'%s','function':'%s'}".formatted(words[0], words[1]);
      var declaration = declaration("any", json(settings), SkillLimits.DEFAULT);
      var skill =
          io.skillmill.coordination.skills.HostedSkill.of(
              declaration, KIND.load(declaration, home));
      try (var engine = engine(skill)) {
        assertThat(done(engine, "any", "{}").asString()).as(asked).isEqualTo(words[2]);
      }
    }
  }

  @Test
  void values_of_every_kind_come_and_go() {
    try (var engine =
        engine(
            skill("echo", "export default (input) => input"),
            skill("nothing", "export default () => {}"),
            skill("bytes", "export default () => [...new TextEncoder().encode('é')]"))) {
      String input =
          "{'a':[1,2.5,-3e300,true,null,'\\u00e9"
              + " \\ud83d\\ude00'],'b':{'c':{}},'d':'','e':'\\u0000'}";
      assertThat(done(engine, "echo", input)).isEqualTo(json(input));
      assertThat(done(engine, "nothing", "{}").isNull()).isTrue();
      assertThat(done(engine, "bytes", "{}").toString()).isEqualTo("[195,169]");
    }
  }

  @Test
  void what_is_no_json_is_refused_with_the_languages_own_words() {
    try (var engine =
        engine(
            skill("big", "export default () => 10n"),
            skill("round", "export default () => { const a = {}; a.a = a; return a }"),
            skill("code", "export default () => () => 1"))) {
      assertThat(failed(engine, "big", "{}").type()).isEqualTo("TypeError");
      assertThat(failed(engine, "round", "{}").message()).startsWith("TypeError: circular");
      assertThat(failed(engine, "code", "{}").message())
          .isEqualTo("TypeError: a function is no JSON");
    }
  }

  @Test
  void errors_keep_their_name_and_their_words() {
    try (var engine =
        engine(
            skill("typed", "export default (i) => i.a.b"),
            skill(
                "own",
                "class Odd extends Error { name = 'Odd' }; module.exports = () => {"
                    + " throw new Odd('just so') }"),
            skill("text", "export default () => { throw 'a text' }"),
            skill("late", "export default async () => { await 1; throw new RangeError('far') }"),
            skill(
                "stray",
                "export default () => { queueMicrotask(() => { throw new"
                    + " Error('stray') }); return 1 }"),
            skill("refusing", "export default ({x}) => { throw new SkillRefused('no ' + x) }"))) {
      var typed = failed(engine, "typed", "{}");
      assertThat(typed.kind()).isEqualTo(Kind.BROKEN);
      assertThat(typed.type()).isEqualTo("TypeError");
      assertThat(typed.message()).startsWith("TypeError: cannot read propert");
      assertThat(failed(engine, "own", "{}").type()).isEqualTo("Odd");
      assertThat(failed(engine, "own", "{}").message()).isEqualTo("Odd: just so");
      assertThat(failed(engine, "text", "{}").message()).isEqualTo("Error: a text");
      assertThat(failed(engine, "late", "{}").message()).isEqualTo("RangeError: far");
      assertThat(failed(engine, "stray", "{}").type()).isEqualTo("Error");
      var refused = failed(engine, "refusing", "{'x':7}");
      assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
      assertThat(refused.message()).isEqualTo("no 7");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1|let x = ;|SyntaxError: unexpected token in expression: ';' (wrong.js, line 1)",
        "2|\nexport default ( => 3|SyntaxError: ",
        "3|\n\nfunction wrong() { return 'open }|SyntaxError: unexpected end of string"
            + " (wrong.js, line 3)",
        "4|const a = 1;|it has no function to call",
        "5|\nthrow new TypeError('at the top')|TypeError: at the top (wrong.js, line 2)",
        "6|export default 3;\nthrow new TypeError('top')|top (wrong.js, line 2)",
        "7|import fs from 'fs'; export default () => 1|could not load module 'fs'",
        "8|const fs = require('fs'); module.exports = () => 1|there are no other modules here",
        "9|call_skill('add', {}); function wrong() {}|only while this one is run",
        "10|await new Promise(() => {}); export default () => 1|never happens",
        "11|function a() {} function b() {}|it has no function to call",
      })
  void a_source_that_cannot_be_loaded_is_refused_at_once_with_its_line(String which) {
    String[] parts = which.split("\\|", -1);
    assertThatExceptionOfType(ProblemException.class)
        .as(which)
        .isThrownBy(() -> skill("wrong", parts[1]))
        .satisfies(e ->
            assertThat(e.getMessage())
                .contains("'wrong' has a source that cannot be loaded: ", parts[2])
                .doesNotContain(HOME.toString()));
  }

  @Test
  void a_module_with_a_mistake_far_down_names_that_line() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> skill("wrong", "export default () => 1\n\n\nlet a = ;\n"))
        .withMessageContaining("(wrong.js, line 4)");
  }

  @Test
  void settings_that_nobody_knows_are_refused() {
    for (String settings :
        new String[] {
          "{'sourc':'x'}", "{'network':true}", "{'memory_mb':0}", "{'workers':'many'}"
        }) {
      assertThatExceptionOfType(ProblemException.class)
          .as(settings)
          .isThrownBy(() -> skill("any", "export default () => 1", settings, SkillLimits.DEFAULT));
    }
  }

  // ---- other skills

  @Test
  void skills_call_skills_one_by_one_and_together() {
    try (var engine =
        engine(
            skill("add", "export default ({a, b}) => ({result: a + b})"),
            skill("multiply", "function multiply({a, b}) { return {result: a * b}; }"),
            skill(
                "formula",
                """
                export default function ({x, y, z}) {
                  const [twice, thrice] = call_all([["multiply", {a: x, b: 2}], {skill: "multiply", input: {a: y, b: 3}}]);
                  const sum = call_skill("add", {a: twice.result, b: thrice.result});
                  return call_skill("add", {a: sum.result, b: z});
                }
                """))) {
      assertThat(done(engine, "formula", "{'x':4,'y':5,'z':6}").path("result").asInt())
          .isEqualTo(4 * 2 + 5 * 3 + 6);
    }
  }

  @Test
  void failures_of_called_skills_arrive_as_they_were_made_or_are_caught() {
    try (var engine =
        engine(
            skill("breaking", "export default () => { throw new RangeError('too far') }"),
            skill("passing", "export default () => call_skill('breaking')"),
            skill("top", "export default async () => call_skill('passing', {})"),
            skill(
                "catching",
                """
                export default () => {
                  const seen = [];
                  for (const name of ["breaking", "nobody", "catching"]) {
                    try { call_skill(name); } catch (e) {
                      seen.push([e instanceof SkillNotFound, e instanceof SkillRuntimeError, e.kind, e.skill, e.type]);
                    }
                  }
                  return seen;
                }
                """))) {
      var failure = failed(engine, "top", "{}");
      assertThat(failure.message()).isEqualTo("RangeError: too far");
      assertThat(failure.chain()).containsExactly("top", "passing", "breaking");
      assertThat(failure.skill()).isEqualTo("breaking");
      assertThat(failure.type()).isEqualTo("RangeError");
      assertThat(done(engine, "catching", "{}").toString())
          .isEqualTo(
              "[[false,true,\"broken\",\"breaking\",\"RangeError\"],"
                  + "[true,true,\"unknown_skill\",\"nobody\",\"\"],"
                  + "[false,true,\"cycle\",\"catching\",\"\"]]");
    }
  }

  @Test
  void cycles_and_depth_are_seen_through_it() {
    try (var engine =
        engine(
            skill("a", "export default () => call_skill('b')"),
            skill("b", "export default () => call_skill('a')"),
            skill("s1", "export default () => call_skill('s2')"),
            skill("s2", "export default () => call_skill('s3')"),
            skill("s3", "export default () => 3"))) {
      assertThat(failed(engine, "a", "{}").message())
          .isEqualTo("Circular dependency detected: a -> b -> a");
      var terms =
          new RunRequest.Terms(
              Map.of(), Optional.empty(), OptionalInt.of(2), Optional.empty(), false);
      var answer = engine.run(new RunRequest("s1", json("{}"), terms));
      assertThat(answer.toString()).contains("Max call depth (2) exceeded: s1 -> s2 -> s3");
      assertThat(done(engine, "s1", "{}").asInt()).isEqualTo(3);
    }
  }

  @Test
  void credentials_are_those_of_the_call_alone() {
    try (var engine =
        engine(skill("secret", "export default () => [credential('KEY'), credential('OTHER')]"))) {
      var terms =
          new RunRequest.Terms(
              Map.of("KEY", "k1", "OTHER", "o"),
              Optional.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              false);
      var answer = engine.run(new RunRequest("secret", json("{}"), terms));
      assertThat(done(answer).toString()).isEqualTo("[\"k1\",null]");
      assertThat(done(engine, "secret", "{}").toString()).isEqualTo("[null,null]");
    }
  }

  @Test
  void the_place_in_the_trace_is_there_for_the_call() {
    String parent = "00-0123456789abcdef0123456789abcdef-00f067aa0ba902b7-01";
    var terms = RunRequest.Terms.DEFAULT.within("0123456789abcdef0123456789abcdef", parent, false);
    try (var engine = engine(skill("placed", "export default () => traceparent()"))) {
      assertThat(done(engine.run(new RunRequest("placed", json("{}"), terms))).asString())
          .isEqualTo(parent);
      assertThat(done(engine, "placed", "{}").asString()).hasSize(55).isNotEqualTo(parent);
    }
  }

  @Test
  void many_calls_at_a_time_each_have_a_world_of_their_own() {
    try (var engine =
        engine(
            skill(
                "count",
                "let n = 0; export default ({by}) => { for (let i = 0; i < by; i++) n++;"
                    + " return n; }"),
            skill("twice", "export default (input) => call_skill('count', input) * 2"))) {
      assertThat(
              IntStream.range(0, 400)
                  .parallel()
                  .filter(i -> done(engine, "twice", "{'by':%d}".formatted(i)).asInt() != 2 * i)
                  .count())
          .isZero();
    }
  }

  @Test
  void chance_and_time_go_on() {
    try (var engine =
        engine(skill("now", "export default () => [Math.random(), Date.now(), Math.random()]"))) {
      var one = done(engine, "now", "{}");
      var two = done(engine, "now", "{}");
      assertThat(one.path(0)).isNotEqualTo(two.path(0)).isNotEqualTo(one.path(2));
      assertThat(one.path(0).asDouble()).isBetween(0.0, 1.0);
      assertThat(two.path(1).asLong()).isGreaterThanOrEqualTo(one.path(1).asLong());
      assertThat(two.path(1).asLong() - System.currentTimeMillis()).isBetween(-60_000L, 1L);
    }
  }

  @Test
  void a_skill_costs_little_memory() {
    var realms =
        KIND.load(
            declaration(
                "light", json("{}").put("source", "export default (i) => i"), SkillLimits.DEFAULT),
            HOME);
    var other =
        KIND.load(
            declaration(
                "other", json("{}").put("source", "export default (i) => i"), SkillLimits.DEFAULT),
            HOME);
    long bytes = ((JavaScriptCode) other).image().bytesBeside(((JavaScriptCode) realms).image());
    System.out.println("One more light skill in JavaScript holds " + bytes + " bytes of its own");
    assertThat(bytes).isLessThan(1 << 20);
  }
}
