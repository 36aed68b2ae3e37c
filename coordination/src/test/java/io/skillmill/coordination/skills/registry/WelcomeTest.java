package io.skillmill.coordination.skills.registry;

import static io.skillmill.coordination.skills.registry.RegistryScene.KINDS;
import static io.skillmill.coordination.skills.registry.RegistryScene.json;
import static io.skillmill.coordination.skills.registry.RegistryScene.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.classes.JavaKind;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Outcome.Accepted;
import io.skillmill.coordination.skills.registry.Outcome.Refused;
import io.skillmill.coordination.skills.remote.RemoteKind;
import io.skillmill.coordination.skills.scripts.ProcessKind;
import io.skillmill.coordination.skills.scripts.Sandbox;
import io.skillmill.db.Database;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.Implementation.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which kinds of skills may be registered. */
@Timeout(120)
class WelcomeTest {

  @TempDir Path directory;
  private Database database;
  private Registrar registrar;

  private String address() {
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

  private void restart() {
    registrar.close();
    registrar = Registrar.open(database, Plan.nothing(), KINDS);
  }

  /** What a host with these kinds answers. */
  private Outcome registeredWith(Welcome welcome, String declaration) {
    var kinds = new ArrayList<SkillKind>(KINDS);
    kinds.add(new ProcessKind(Sandbox.of(System.getenv())));
    kinds.add(new RemoteKind());
    kinds.add(new JavaKind());
    registrar.close();
    registrar = Registrar.open(database, Plan.nothing(), kinds, welcome);
    return registrar.register(Application.of(json(declaration), Optional.empty()), "tester");
  }

  @Test
  void other_kinds_are_registered_where_the_host_says_so() throws IOException {
    var more = Welcome.USUAL.with(EnumSet.of(Kind.PROCESS, Kind.JAVA, Kind.HTTP));
    String program = "{'name':'cat','implementation':{'process':['cat']}}";
    assertThat(registeredWith(more, program)).isInstanceOf(Accepted.class);
    assertThat(run(registrar, "cat", "{'x':1}")).isEqualTo(json("{'x':1}"));
    assertThat(
            registeredWith(more, "{'name':'far','implementation':{'http':'https://a.example/'}}"))
        .isInstanceOf(Accepted.class);
    assertThat(
            registeredWith(
                more,
                "{'name':'here','implementation':{'java':'%s'}}"
                    .formatted(Answering.class.getName())))
        .isInstanceOf(Accepted.class);
    assertThat(run(registrar, "here", "{}").path("answer").asInt()).isEqualTo(42);

    for (String beyond :
        List.of(
            "{'kind':'process','command':['./cat']}",
            "{'kind':'process','command':['cat'],'network':true}",
            "{'kind':'process','command':['cat'],'env':{'A':'b'}}",
            "{'kind':'java','class':'X','jar':'/x.jar'}",
            "{'kind':'http','url':'http://127.0.0.1:1/','allow_private':true}",
            "{'kind':'python','source':'def a(): pass'}")) {
      var outcome = registeredWith(more, "{'name':'a','implementation':%s}".formatted(beyond));
      assertThat(outcome).as(beyond).isInstanceOf(Refused.class);
    }
    assertThat(
            registeredWith(
                new Welcome(EnumSet.of(Kind.HTTP), true),
                "{'name':'near','implementation':{'kind':'http','url':'http://127.0.0.1:1/','allow_private':true}}"))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void what_another_host_let_in_is_told_and_not_hosted_where_it_is_not_welcome() {
    var more = Welcome.USUAL.with(EnumSet.of(Kind.PROCESS));
    registeredWith(more, "{'name':'cat','implementation':{'process':['cat']}}");
    restart();

    assertThat(run(registrar, "cat", "{}").path("failed").asString()).isEqualTo("unknown_skill");
    assertThat(registrar.hosting().snapshot().failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.why()).contains("'process' cannot be registered"));
  }

  /** A skill that lies on the class path. */
  public static final class Answering implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) {
      return Json.object().put("answer", 42);
    }
  }
}
