package io.skillmill.coordination.skills.registry;

import static io.skillmill.coordination.skills.registry.RegistryScene.KINDS;
import static io.skillmill.coordination.skills.registry.RegistryScene.answering;
import static io.skillmill.coordination.skills.registry.RegistryScene.await;
import static io.skillmill.coordination.skills.registry.RegistryScene.guide;
import static io.skillmill.coordination.skills.registry.RegistryScene.json;
import static io.skillmill.coordination.skills.registry.RegistryScene.python;
import static io.skillmill.coordination.skills.registry.RegistryScene.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Outcome.Accepted;
import io.skillmill.coordination.skills.registry.Outcome.Refused;
import io.skillmill.coordination.skills.registry.Outcome.Why;
import io.skillmill.db.Database;
import io.skillmill.db.Durability;
import io.skillmill.db.RegistryRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Skills that come, change and go while the host runs. */
@Timeout(120)
class RegistrarTest {

  @TempDir Path directory;
  private Database database;
  private Registrar registrar;

  String address() {
    return directory.resolve("store.db").toString();
  }

  @BeforeEach
  void open() {
    database = Database.open(address());
    registrar = Registrar.open(database, Plan.nothing(), KINDS);
  }

  @AfterEach
  void close() {
    registrar.close();
    database.close();
  }

  private Accepted accepted(Application application) {
    var outcome = registrar.register(application, "tester");
    assertThat(outcome).isInstanceOf(Accepted.class);
    return (Accepted) outcome;
  }

  private Refused refused(Application application) {
    var outcome = registrar.register(application, "tester");
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private Refused refusedDeclaration(String declaration) {
    return refused(Application.of(json(declaration), Optional.empty()));
  }

  private int answer(String skill) {
    return run(registrar, skill, "{}").path("answer").asInt(-1);
  }

  private void restart() {
    registrar.close();
    registrar = Registrar.open(database, Plan.nothing(), KINDS);
  }

  @Test
  void a_registered_skill_runs_and_is_there_after_a_restart() {
    var added =
        accepted(
            Application.read(
                json(
                    "{'meta':{'name':'add','inputs':{'x':'int','y':'Optional[int]'}},"
                        + "'code':'def add(x, y=1):\\n    return {\\'sum\\': x + y}'}")));

    assertThat(added.fresh()).isTrue();
    assertThat(added.version()).isEqualTo("0.1.0");
    assertThat(run(registrar, "add", "{'x':3}").path("sum").asInt()).isEqualTo(4);
    assertThat(run(registrar, "add", "{'x':'three'}").path("failed").asString())
        .isEqualTo("invalid_input");
    restart();
    assertThat(run(registrar, "add", "{'x':3,'y':4}").path("sum").asInt()).isEqualTo(7);
    assertThat(registrar.hosting().snapshot().at("add").orElseThrow().path())
        .isEqualTo("registered:add");
  }

  @Test
  void a_new_version_keeps_the_history_and_an_earlier_one_can_be_restored() {
    accepted(answering("a", "1.0.0", 1));
    accepted(answering("a", "2.0.0", 2));
    assertThat(answer("a")).isEqualTo(2);

    var back = registrar.rollback("a", 1, "tester");

    assertThat(back).isInstanceOf(Accepted.class);
    assertThat(answer("a")).isEqualTo(1);
    var history = registrar.registry().history("a");
    assertThat(history).extracting(RegistryRows.Revision::revision).containsExactly(3L, 2L, 1L);
    assertThat(history)
        .extracting(RegistryRows.Revision::act)
        .containsExactly("restored", "registered", "registered");
    assertThat(history.getFirst().of()).contains(1L);
    assertThat(registrar.registry().find("a", 2).orElseThrow().source()).contains("2");
    assertThat(registrar.rollback("a", 9, "")).hasFieldOrPropertyWithValue("why", Why.ABSENT);
    restart();
    assertThat(answer("a")).isEqualTo(1);
  }

  @Test
  void what_is_removed_is_gone_and_its_history_is_not() {
    accepted(answering("a", "1.0.0", 1));

    assertThat(registrar.remove("a", "tester")).isInstanceOf(Accepted.class);

    assertThat(run(registrar, "a", "{}").path("failed").asString()).isEqualTo("unknown_skill");
    assertThat(registrar.registry().serving("a")).isEmpty();
    assertThat(registrar.registry().history("a")).hasSize(2);
    assertThat(registrar.remove("a", "tester"))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).isEqualTo(Why.ABSENT));
    restart();
    assertThat(answer("a")).isEqualTo(-1);
    assertThat(accepted(answering("a", "3.0.0", 3)).revision()).isEqualTo(3);
    assertThat(answer("a")).isEqualTo(3);
  }

  @Test
  void a_rejected_registration_leaves_the_version_before_it_serving() {
    accepted(answering("a", "1.0.0", 1));
    long mark = registrar.registry().mark();

    assertThat(refused(python("a", "2.0.0", "def a(:\n")).message()).contains("SyntaxError");
    assertThat(refused(python("a", "2.0.0", "x = 1\n")).why()).isEqualTo(Why.UNSOUND);
    assertThat(
            refused(python("a", "2.0.0", "raise ValueError('no')\ndef a(): return 2\n")).message())
        .contains("ValueError");
    refusedDeclaration("{'name':'a','implementation':{'kind':'composite','steps':[]}}");
    refusedDeclaration("{'name':'a','implementation':{'kind':'python'}}");
    refusedDeclaration("{'name':'a b','implementation':{'kind':'instructions','text':'x'}}");
    refusedDeclaration(
        "{'name':'a','inputs':{'x':'strin'},'implementation':{'instructions':{'text':'x'}}}");

    assertThat(answer("a")).isEqualTo(1);
    assertThat(registrar.registry().mark()).isEqualTo(mark);
  }

  @Test
  void what_opens_the_machine_is_not_for_registered_skills() {
    assertThat(
            refusedDeclaration("{'name':'a','implementation':{'process':['rm','-rf']}}").message())
        .contains("'process'", "runtime-config.yaml");
    assertThat(refusedDeclaration("{'name':'a','implementation':{'java':'X'}}").message())
        .contains("'java'");
    assertThat(refusedDeclaration("{'name':'a','implementation':{'http':'http://x'}}").message())
        .contains("'http'");
    for (String setting :
        List.of(
            "'network':true",
            "'files':['/etc']",
            "'interpreter':'/bin/sh'",
            "'file':'a.py'",
            "'env':{'A':'b'}",
            "'memory_mb':100000")) {
      var outcome =
          refusedDeclaration(
              "{'name':'a','implementation':{'kind':'python','source':'def a(): pass',%s}}"
                  .formatted(setting));
      assertThat(outcome.why()).as(setting).isEqualTo(Why.UNSOUND);
    }
    assertThat(
            refusedDeclaration(
                    "{'name':'a','limits':{'network':true},"
                        + "'implementation':{'kind':'python','source':'def a(): pass'}}")
                .message())
        .contains("network");
  }

  @Test
  void every_textual_kind_can_be_registered_and_calls_the_others() {
    accepted(python("double", "1.0.0", "def double(x):\n    return {'value': x * 2}\n"));
    accepted(
        Application.of(
            json(
                "{'name':'twice','description':'Doubles twice','implementation':{'composite':{"
                    + "'steps':[{'id':'one','call':'double','with':{'x':'${inputs.x}'}},"
                    + "{'id':'two','call':'double','with':{'x':'${steps.one.result.value}'}}],"
                    + "'return':{'value':'${steps.two.result.value}'}}}}"),
            Optional.empty()));
    accepted(
        Application.of(
            json("{'name':'guide','description':'x','implementation':{'kind':'instructions'}}"),
            Optional.of("# Do this\n")));

    assertThat(run(registrar, "twice", "{'x':3}").path("value").asInt()).isEqualTo(12);
    restart();
    assertThat(run(registrar, "guide", "{}").path("instructions").asString()).contains("Do this");
    assertThat(run(registrar, "twice", "{'x':4}").path("value").asInt()).isEqualTo(16);
  }

  @Test
  void circles_and_unknown_skills_are_told_when_a_skill_is_registered() {
    var first = accepted(python("a", "1", "def a(x):\n    return call_skill('b', x=x)\n"));
    var second = accepted(python("b", "1", "def b(x):\n    return call_skill(\"a\", x=x)\n"));

    assertThat(first.warnings()).anyMatch(warning -> warning.contains("'b', which nobody hosts"));
    assertThat(second.warnings()).anyMatch(warning -> warning.contains("b -> a -> b"));
    assertThat(run(registrar, "a", "{'x':1}").path("why").asString())
        .contains("Circular dependency detected: a -> b -> a");
  }

  @Test
  void examples_are_run_first_where_that_is_wished() {
    var sent =
        json(
            "{'meta':{'name':'half'},'check':true,"
                + "'examples':[{'input':{'x':4},'output':{'half':2}}]}");
    String wrong = "def half(x):\n    return {'half': x // 2 + 1}\n";
    String right = "def half(x):\n    return {'half': x // 2}\n";

    assertThat(refused(Application.read(sent.deepCopy().put("code", wrong))).message())
        .contains("Example 1");
    accepted(Application.read(sent.put("code", right)));
  }

  @Test
  void the_same_again_is_no_new_revision_and_a_changed_one_wants_a_new_version() {
    assertThat(accepted(answering("a", "1.0.0", 1)).revision()).isEqualTo(1);
    assertThat(accepted(answering("a", "1.0.0", 1)).revision()).isEqualTo(1);

    var changed = accepted(answering("a", "1.0.0", 2));

    assertThat(changed.revision()).isEqualTo(2);
    assertThat(changed.warnings()).anyMatch(warning -> warning.contains("still 1.0.0"));
  }

  @Test
  void who_expects_another_revision_changes_nothing() {
    var sent = json("{'meta':{'name':'a'},'if_revision':0}");
    accepted(Application.read(sent.deepCopy().put("code", "def a():\n    return 1\n")));

    var second = refused(Application.read(sent.deepCopy().put("code", "def a():\n    return 2\n")));
    assertThat(second.why()).isEqualTo(Why.CHANGED);
    var same = refused(Application.read(sent.deepCopy().put("code", "def a():\n    return 1\n")));
    assertThat(same.why()).isEqualTo(Why.CHANGED);
    sent.put("if_revision", 1);
    accepted(Application.read(sent.deepCopy().put("code", "def a():\n    return 3\n")));
    var third = refused(Application.read(sent.deepCopy().put("code", "def a():\n    return 4\n")));

    assertThat(third.why()).isEqualTo(Why.CHANGED);
    assertThat(run(registrar, "a", "{}").asInt()).isEqualTo(3);
  }

  @Test
  void a_registered_skill_is_lent_no_secret_of_the_host() {
    registrar.hosting().engine().lend(Map.of("HOST_KEY", "hush"));
    var declaration = json("{'name':'a','description':'x','credentials':['HOST_KEY']}");
    accepted(
        Application.of(declaration, Optional.of("def a():\n    return credential('HOST_KEY')\n")));

    assertThat(run(registrar, "a", "{}").path("failed").asString())
        .isEqualTo("missing_credentials");
  }

  @Test
  void a_name_of_the_configuration_is_not_to_be_had_even_where_its_skill_does_not_load()
      throws IOException {
    Files.writeString(
        directory.resolve("runtime-config.yaml"), "skills:\n  - {name: a, path: ./gone}\n");
    registrar.close();
    registrar =
        Registrar.open(database, Plan.config(directory.resolve("runtime-config.yaml")), KINDS);

    assertThat(refused(answering("a", "1.0.0", 1)).why()).isEqualTo(Why.TAKEN);
  }

  @Test
  void a_name_of_the_configuration_is_not_to_be_had() throws IOException {
    Files.createDirectories(directory.resolve("echo"));
    Files.writeString(
        directory.resolve("echo").resolve("skill.yaml"),
        "name: echo\ndescription: x\nimplementation: {instructions: {text: hello}}\n");
    Files.writeString(
        directory.resolve("runtime-config.yaml"),
        "skills:\n  - {name: echo_skill, path: ./echo, mount: talk}\n");
    registrar.close();
    registrar =
        Registrar.open(database, Plan.config(directory.resolve("runtime-config.yaml")), KINDS);

    for (String name : List.of("echo_skill", "talk", "echo")) {
      assertThat(refused(answering(name, "1", 1)).why()).as(name).isEqualTo(Why.TAKEN);
      assertThat(registrar.remove(name, "")).as(name).hasFieldOrPropertyWithValue("why", Why.TAKEN);
    }
    accepted(answering("other", "1", 1));
    Files.writeString(
        directory.resolve("runtime-config.yaml"), "skills:\n  - {name: other, path: ./echo}\n");
    registrar.hosting().reload();

    assertThat(run(registrar, "other", "{}").path("instructions").asString()).isEqualTo("hello");
    assertThat(registrar.hosting().snapshot().failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.why()).contains("configuration"));
  }

  @Test
  void one_that_cannot_be_read_any_more_is_told_and_the_others_serve() {
    accepted(answering("good", "1", 1));
    var bad =
        new RegistryRows.Revision(
            "bad",
            0,
            "registered",
            "1",
            "python",
            "{\"name\":\"bad\"}",
            "",
            "x",
            Optional.empty(),
            "",
            Instant.EPOCH);
    database.write(
        Durability.SYNCED,
        session -> new RegistryRows(session).add(bad, new RegistryRows.Condition.Always()));
    restart();

    assertThat(answer("good")).isEqualTo(1);
    assertThat(registrar.hosting().snapshot().failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.configName()).isEqualTo("bad"));
  }

  @Test
  void another_host_on_the_store_sees_it_within_seconds() throws Exception {
    try (var elsewhere = Database.open(address());
        var other = Registrar.open(elsewhere, Plan.nothing(), KINDS)) {
      other.follow();
      accepted(answering("a", "1", 1));
      await(() -> run(other, "a", "{}").path("answer").asInt() == 1);
      accepted(answering("a", "2", 2));
      await(() -> run(other, "a", "{}").path("answer").asInt() == 2);
      registrar.remove("a", "");
      await(() -> run(other, "a", "{}").path("failed").asString("").equals("unknown_skill"));
    }
  }

  @Test
  void two_hosts_that_register_one_name_at_once_lose_nothing() throws Exception {
    int each = 12;
    try (var elsewhere = Database.open(address());
        var other = Registrar.open(elsewhere, Plan.nothing(), KINDS);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers =
          IntStream.range(0, 2 * each)
              .mapToObj(number ->
                  (Callable<Outcome>)
                      () ->
                          (number % 2 == 0 ? registrar : other)
                              .register(guide("a", number), "w" + number))
              .toList();
      for (var outcome : threads.invokeAll(writers)) {
        assertThat(outcome.get()).isInstanceOf(Accepted.class);
      }
      registrar.hosting().refresh();
      other.hosting().refresh();

      var history = registrar.registry().history("a");
      assertThat(history)
          .extracting(RegistryRows.Revision::revision)
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, 2L * each).boxed().toList());
      assertThat(history).extracting(RegistryRows.Revision::by).doesNotHaveDuplicates();
      String serving = registrar.registry().serving("a").orElseThrow().source();
      for (var host : List.of(registrar, other)) {
        assertThat(run(host, "a", "{}").path("instructions").asString()).isEqualTo(serving);
      }
    }
  }
}
