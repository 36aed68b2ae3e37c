package io.skillmill.cli.skill;

import io.skillmill.cli.drafts.DraftPages;
import io.skillmill.cli.host.RegistryPages;
import io.skillmill.cli.host.RunForms;
import io.skillmill.cli.host.SkillPages;
import io.skillmill.cli.tools.HostedTools;
import io.skillmill.cli.tools.ToolFormat;
import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.coordination.skills.generating.Drafts;
import io.skillmill.coordination.skills.generating.Generated;
import io.skillmill.coordination.skills.generating.Generator;
import io.skillmill.coordination.skills.generating.SkillWish;
import io.skillmill.coordination.skills.graph.GraphText;
import io.skillmill.coordination.skills.graph.SkillGraph;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The skills of this process. */
record Here(Hosting hosting, Optional<Registrar> registrar) implements SkillPlace {

  @Override
  public List<ObjectNode> list() {
    var list = new ArrayList<ObjectNode>();
    for (var mounted : hosting.snapshot().mounted()) {
      list.add((ObjectNode) SkillPages.inventory(mounted).path("skill"));
    }
    return list;
  }

  private Mounted mounted(String name) {
    String mount = find(name).path("mount_path").asString();
    return hosting.snapshot().at(mount).orElseThrow();
  }

  @Override
  public ObjectNode show(String name) {
    var mounted = mounted(name);
    var page = SkillPages.inventory(mounted);
    page.set("schema", SkillPages.schema(mounted));
    return page;
  }

  @Override
  public ObjectNode code(String name, ObjectNode wish) {
    return RegistryPages.wanted(store(name).registry(), name, wish)
        .map(RegistryPages::code)
        .orElseThrow(() -> notRegistered(name).asException());
  }

  @Override
  public ObjectNode versions(String name) {
    return RegistryPages.versions(store(name).registry(), name)
        .orElseThrow(() -> notRegistered(name).asException());
  }

  private Registrar store(String name) {
    return registrar.orElseThrow(() -> notRegistered(name).asException());
  }

  private static Problem notRegistered(String name) {
    return Problem.notFound(
        "No such skill, or no such version of it, was registered: '%s'".formatted(name),
        "See 'skillmill skill list' for those that are there");
  }

  @Override
  public ObjectNode run(Call call, boolean trace) {
    var known = mounted(call.name());
    var usual = RunRequest.Terms.DEFAULT;
    var terms =
        new RunRequest.Terms(
            call.credentials(), usual.timeout(), usual.maxDepth(), usual.traceId(), trace);
    RunAnswer answer =
        hosting.engine().run(new RunRequest(known.configName(), call.input(), terms));
    var page = Json.object();
    switch (answer) {
      case RunAnswer.Done done -> page.put("success", true).set("output", done.output());
      case RunAnswer.Failed failed ->
          page.put("success", false).set("failure", failed.failure().toJson());
    }
    page.put("trace_id", answer.traceId());
    answer.trace().ifPresent(calls -> page.set("trace", RunForms.trace(calls)));
    return page;
  }

  // ---- changes

  @Override
  public ObjectNode register(Application application) {
    return RegistryPages.outcome(book().register(application, user()));
  }

  @Override
  public ObjectNode remove(String name) {
    return RegistryPages.outcome(book().remove(name, user()));
  }

  @Override
  public ObjectNode rollback(String name, ObjectNode wish) {
    long revision = RegistryPages.revision(book().registry(), name, wish);
    return RegistryPages.outcome(book().rollback(name, revision, user()));
  }

  // ---- drafts

  @Override
  public ObjectNode generate(SkillWish wish, boolean approve, Supplier<ModelAddress> address) {
    var drafts = shelf();
    try (var model = ChatModel.at(address.get())) {
      var generated = Generator.of(model, book(), drafts).generate(wish, user());
      if (generated instanceof Generated.Unheard unheard) {
        throw unheard.why().asException();
      }
      return approve && generated instanceof Generated.Kept kept
          ? approve(kept.draft()).put("draft", kept.draft())
          : DraftPages.generated(generated);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
              Problem.Kind.INTERRUPTED, "It was interrupted while it wrote", "Run it again")
          .causedBy(e);
    }
  }

  private Drafts shelf() {
    return Drafts.on(book().registry().database());
  }

  @Override
  public ObjectNode drafts() {
    return registrar.isEmpty() ? DraftPages.list(List.of()) : DraftPages.list(shelf().list());
  }

  @Override
  public ObjectNode draft(long id) {
    return shelf().find(id).map(DraftPages::whole).orElseThrow(() -> noDraft(id).asException());
  }

  private static Problem noDraft(long id) {
    return Problem.notFound(
        "There is no draft %d".formatted(id), "See 'skillmill skill drafts' for those that are");
  }

  @Override
  public ObjectNode approve(long id) {
    return RegistryPages.outcome(shelf().approve(id, book(), user()));
  }

  @Override
  public ObjectNode reject(long id) {
    if (shelf().reject(id, user())) {
      return Json.object().put("success", true).put("draft", id).put("state", Drafts.REJECTED);
    }
    var draft = shelf().find(id).orElseThrow(() -> noDraft(id).asException());
    return Json.object().put("success", false).put("error", Drafts.undecidable(draft));
  }

  private Registrar book() {
    return registrar.orElseThrow(() ->
        Problem.usage(
                "There is no store to register skills in",
                "Name one with --store, or the host's address")
            .asException());
  }

  private static String user() {
    return System.getProperty("user.name", "");
  }

  @Override
  public ObjectNode tools(ToolFormat format, boolean strict) {
    return format.write(HostedTools.of(hosting.snapshot()).all(), strict);
  }

  @Override
  public String graph(String format) {
    var writer = GraphText.FORMATS.get(format);
    if (writer == null) {
      throw new IllegalArgumentException("No such format: " + format);
    }
    return writer.apply(SkillGraph.of(hosting.snapshot()));
  }
}
