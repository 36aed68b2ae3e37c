package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is expected of a run, case by case, from outside. */
@Timeout(180)
class RunCasesTest {

  private static final String MEASURED =
      """
      name: measured
      description: Says what it was given
      version: "1.0.0"
      inputs:
        length: {type: integer}
        unit: {type: string, required: false}
      implementation:
        kind: javascript
        source: |
          export default function (input) { return {length: input.length, unit: input.unit ?? 'm'}; }
      """;

  @TempDir Path folder;

  private Served serve(Skillset skills) throws IOException {
    return skills.serve(folder);
  }

  private Skillset skills() throws IOException {
    return Skillset.in(folder.resolve("set"));
  }

  /** Nothing in it helps who looks for a way in. */
  private void clean(Served.Answer answer) {
    assertThat(answer.text())
        .doesNotContain(folder.toString(), "\tat ", "io.skillmill", "Traceback", ".java");
  }

  @Test
  void r1_r2_both_forms_are_one() throws IOException {
    try (var host = serve(skills().declared("measured", MEASURED))) {
      var simple = host.post("/skills/measured/run", "{'length':3}");
      var enhanced = host.post("/skills/measured/run", "{'skill_input':{'length':3}}");
      assertThat(simple.status()).isEqualTo(200);
      assertThat(enhanced.text()).isEqualTo(simple.text());
      assertThat(
              host.run("measured", "{'length':9,'skill_input':{'length':3}}")
                  .path("length")
                  .asInt())
          .isEqualTo(3);
      for (String input : List.of("{}", "{'length':'x'}", "'x'", "7", "[]", "null")) {
        assertThat(
                host.post("/skills/measured/run", "{'skill_input':%s}".formatted(input)).status())
            .as(input)
            .isEqualTo(422);
      }
    }
  }

  @Test
  void r3_r4_r5_r6_r7_what_fits_and_what_does_not() throws IOException {
    try (var host = serve(skills().declared("measured", MEASURED))) {
      for (String body :
          List.of("{}", "{'length':'three'}", "{'length':1.5}", "no json", "[]", "7", "")) {
        var refused = host.post("/skills/measured/run", body);
        assertThat(refused.status()).as(body).isEqualTo(422);
        var flaw = refused.json().path("detail").path(0);
        assertThat(flaw.propertyNames()).contains("type", "loc", "msg");
        clean(refused);
      }
      assertThat(host.run("measured", "{'length':3,'unit':null}").path("unit").asString())
          .isEqualTo("m");
      assertThat(host.run("measured", "{'length':3,'more':{'a':[1]}}").path("length").asInt())
          .isEqualTo(3);
    }
  }

  @Test
  void r8_r9_what_a_skill_refuses_and_what_breaks_it() throws IOException {
    var skills =
        skills()
            .script("refusing", "throw new SkillRefused('Not on a Sunday');")
            .script("breaking", "return undefinedThing.member;")
            .skill(
                "python_breaking",
                "kind: python\nsource: |\n  def python_breaking(say=None):\n    return {}[say]");
    try (var host = serve(skills)) {
      var refused = host.post("/skills/refusing/run", "{}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().path("detail").asString()).contains("Not on a Sunday");
      clean(refused);
      for (String mount : List.of("breaking", "python_breaking")) {
        var broken = host.post("/skills/" + mount + "/run", "{}");
        assertThat(broken.status()).as(broken.text()).isEqualTo(500);
        assertThat(broken.json().at("/failure/skill").asString()).isEqualTo(mount);
        clean(broken);
      }
    }
  }

  @Test
  void r10_a_slow_one_is_ended_and_holds_nobody_up() throws IOException {
    var slow = skills().script("slow", "while (true) {}", "limits: {timeout: 2s}");
    try (var host = serve(slow);
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var late = CompletableFuture.supplyAsync(() -> post(host, "slow", "{}"), pool);
      long quickest = Long.MAX_VALUE;
      while (!late.isDone()) {
        long began = System.nanoTime();
        assertThat(host.get("/health").status()).isEqualTo(200);
        quickest = Math.min(quickest, System.nanoTime() - began);
      }
      assertThat(late.join().status()).as(late.join().text()).isEqualTo(504);
      clean(late.join());
      assertThat(quickest / 1e6).as("ms for a look at its health").isLessThan(50);
    }
  }

  private static Served.Answer post(Served host, String mount, String body) {
    try {
      return host.post("/skills/" + mount + "/run", body);
    } catch (IOException e) {
      return new Served.Answer(0, e.toString());
    }
  }

  @Test
  void r11_each_call_sees_its_own_credentials_and_no_other() throws IOException {
    var keyed =
        skills()
            .script(
                "keyed",
                "return {key: credential('KEY')};",
                "credentials: [{name: KEY, required: false}]");
    try (var host = serve(keyed);
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<CompletableFuture<String>>();
      for (int i = 0; i < 200; i++) {
        String body =
            i % 3 == 0
                ? "{}"
                : "{'skill_input':{},'credentials':{'KEY':'other'},'runtime_config':{'credentials':{'KEY':'secret-%d'}}}"
                    .formatted(i);
        calls.add(
            CompletableFuture.supplyAsync(
                () -> post(host, "keyed", body).json().path("key").asString("none"), pool));
      }
      for (int i = 0; i < calls.size(); i++) {
        assertThat(calls.get(i).join()).isEqualTo(i % 3 == 0 ? "none" : "secret-" + i);
      }
    }
  }
}
